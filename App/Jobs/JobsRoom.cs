using Microsoft.Extensions.DependencyInjection.Extensions;
using Quartz;

namespace TaskHub.Jobs;

/// <summary>
/// The one door to the scheduler. Rooms declare their recurring work here, and nobody outside sees what runs it.
/// </summary>
public static class JobsRoom
{
    private static readonly TimeSpan LateMeansMissed = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Adds the scheduler, which starts its first job once the host has started, and the <see cref="Scheduler"/> that the
    /// jobs page shows. While the host stops, running jobs are asked to end and waited for within the host's shutdown time.
    /// </summary>
    public static IHostApplicationBuilder AddJobs(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        var clock = builder.Services.Last(service => service.ServiceType == typeof(TimeProvider)).ImplementationInstance as TimeProvider;
        var steady = new SteadyClock(clock ?? TimeProvider.System);
        builder.Services.AddSingleton(steady);
        builder.Services.AddSingleton<ChangeSignal>();
        builder.Services.AddSingleton<RunBook>();
        builder.Services.AddSingleton(services => new Scheduler(
            services.GetRequiredService<ISchedulerFactory>(),
            services.GetRequiredService<RunBook>(),
            services.GetRequiredService<ChangeSignal>()));

        // All work is declared in code and made again at each start, so the scheduler's memory is a store it may lose.
        builder.Services.AddQuartz(quartz => quartz
            .UseTimeProvider(steady)
            .UseInMemoryStore(store => store.MisfireThreshold = LateMeansMissed)
            .ConfigureScheduler(options => options.ShutdownJobInterruption = ShutdownJobInterruption.WhenWaitingForJobs));
        builder.Services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return builder;
    }

    /// <summary>Declares work that is done again and again with a pause between.</summary>
    /// <typeparam name="TJob">The work; made anew, in its own scope, for each run.</typeparam>
    /// <param name="builder">The host's builder.</param>
    /// <param name="key">A short name, unique among all jobs: "webhooks.sweep". Nothing else is ever handed to the scheduler.</param>
    /// <param name="title">What people call it on the jobs page.</param>
    /// <param name="every">The pause from the end of one run to the beginning of the next.</param>
    /// <param name="firstRunAfter">How long after the start the first run comes; nothing means at once.</param>
    /// <exception cref="ArgumentException">The key is taken, or the interval is not positive.</exception>
    public static IHostApplicationBuilder AddRecurringJob<TJob>(
        this IHostApplicationBuilder builder, string key, string title, TimeSpan every, TimeSpan firstRunAfter = default)
        where TJob : class, IRecurringJob
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(every, TimeSpan.Zero);
        return builder.Declare<TJob>(RecurringJob.Every(key, title, typeof(TJob), every, firstRunAfter));
    }

    /// <summary>Declares work that is done at certain times of the clock, in UTC.</summary>
    /// <typeparam name="TJob">The work; made anew, in its own scope, for each run.</typeparam>
    /// <param name="builder">The host's builder.</param>
    /// <param name="key">A short name, unique among all jobs.</param>
    /// <param name="title">What people call it on the jobs page.</param>
    /// <param name="cron">Seconds, minutes, hours, day of month, month, day of week: "0 30 3 * * ?" is 03:30 each day.</param>
    /// <param name="words">The same for people: "every day at 03:30 UTC".</param>
    /// <exception cref="ArgumentException">The key is taken.</exception>
    /// <exception cref="FormatException">The expression does not parse.</exception>
    public static IHostApplicationBuilder AddRecurringJob<TJob>(
        this IHostApplicationBuilder builder, string key, string title, string cron, string words)
        where TJob : class, IRecurringJob =>
        builder.Declare<TJob>(RecurringJob.Cron(key, title, typeof(TJob), new CronExpression(cron, TimeZoneInfo.Utc), words));

    private static IHostApplicationBuilder Declare<TJob>(this IHostApplicationBuilder builder, RecurringJob job)
        where TJob : class, IRecurringJob
    {
        if (builder.Services.Any(service => service.ImplementationInstance is RecurringJob other && other.Key == job.Key))
        {
            throw new ArgumentException($"Two jobs want the key {job.Key}.", nameof(job));
        }

        builder.Services.AddSingleton(job);
        builder.Services.TryAddScoped<TJob>();
        builder.Services.AddQuartz(quartz => quartz
            .AddJob<QuartzRun>(detail => detail.WithIdentity(job.JobKey).StoreDurably())
            .AddTrigger<QuartzRun>((services, trigger) =>
            {
                trigger.ForJob(job.JobKey).WithIdentity(job.TriggerKey);
                job.Trigger(trigger, services.GetRequiredService<SteadyClock>().GetUtcNow());
            }));
        return builder;
    }
}
