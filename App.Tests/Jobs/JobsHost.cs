using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TaskHub.Jobs;

namespace TaskHub.Tests.Jobs;

/// <summary>What the jobs of a test do, by their key.</summary>
public sealed class Work
{
    private readonly ConcurrentDictionary<string, Func<JobRun, CancellationToken, ValueTask>> works = new();

    public void Is(string key, Func<JobRun, CancellationToken, ValueTask> work) => works[key] = work;

    public ValueTask DoAsync(JobRun run, CancellationToken cancellationToken) => works[run.Key](run, cancellationToken);
}

/// <summary>A job that does what its test says.</summary>
public sealed class WorkJob(Work work) : IRecurringJob
{
    public ValueTask RunAsync(JobRun run, CancellationToken cancellationToken) => work.DoAsync(run, cancellationToken);
}

/// <summary>A host with the real scheduler and nothing else.</summary>
public sealed class JobsHost : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
    private readonly Work work = new();
    private IHost? host;

    public JobsHost(TimeProvider? clock = null)
    {
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddSingleton(work);
        builder.AddJobs();
    }

    public IHostApplicationBuilder Builder => builder;

    public Scheduler Scheduler => host!.Services.GetRequiredService<Scheduler>();

    /// <summary>Adds a job with a schedule too far away to matter, unless one is given.</summary>
    public JobsHost With(string key, Func<JobRun, CancellationToken, ValueTask> does, TimeSpan? every = null)
    {
        work.Is(key, does);
        builder.AddRecurringJob<WorkJob>(key, $"Title of {key}", every ?? TimeSpan.FromHours(1), every ?? TimeSpan.FromHours(1));
        return this;
    }

    public async Task<JobsHost> StartAsync()
    {
        host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return this;
    }

    public Task StopAsync() => host!.StopAsync(TestContext.Current.CancellationToken);

    public async Task<JobLine> LookAsync(string key) =>
        (await Scheduler.LookAsync(TestContext.Current.CancellationToken)).Jobs.Single(job => job.Key == key);

    /// <summary>Waits, woken by the scheduler's own signal, until a job looks as the test expects.</summary>
    public async Task<JobLine> UntilAsync(string key, Func<JobLine, bool> expected)
    {
        using var changed = new SemaphoreSlim(1);
        using var watch = Scheduler.OnChange(() => changed.Release());
        while (await changed.WaitAsync(Patience, TestContext.Current.CancellationToken))
        {
            var line = await LookAsync(key);
            if (expected(line))
            {
                return line;
            }
        }

        throw new TimeoutException($"The job {key} never came to look as expected: {await LookAsync(key)}");
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.StopAsync(CancellationToken.None);
            host.Dispose();
        }
    }
}
