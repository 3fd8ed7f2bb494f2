using TaskHub.Jobs;

namespace TaskHub.Webhooks.Health;

/// <summary>What tells how webhooks do.</summary>
internal static class HealthRoom
{
    /// <summary>Registers the verb and the job that adds up what it reads.</summary>
    public static void AddHealth(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FindHealth>();
        builder.AddRecurringJob<TallyJob>("webhooks.tally", HealthTexts.TallyJob, TimeSpan.FromSeconds(10));
    }
}
