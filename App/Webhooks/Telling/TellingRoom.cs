using TaskHub.Identity;
using TaskHub.Jobs;

namespace TaskHub.Webhooks.Telling;

/// <summary>What tells administrators of webhooks in trouble.</summary>
internal static class TellingRoom
{
    public static void AddTelling(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TellOfWebhooks>();
        builder.Services.AddSingleton<ReviseRecoveries>();
        builder.Services.AddSingleton<ChooseAlarms>();
        builder.Services.AddSingleton<IReviseLetters, ReviseLetters>();
        builder.AddRecurringJob<TellJob>("webhooks.alarms", AlarmTexts.Job, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
    }
}

/// <summary>Looks whether there is anything to tell.</summary>
internal sealed class TellJob(TellOfWebhooks tell) : IRecurringJob
{
    public async ValueTask RunAsync(JobRun run, CancellationToken cancellationToken) =>
        run.Report(AlarmTexts.Told(await tell.RunAsync(cancellationToken)));
}
