using TaskHub.Events;
using TaskHub.Jobs;

namespace TaskHub.Webhooks.Dispatch;

/// <summary>What sends.</summary>
internal static class DispatchRoom
{
    /// <summary>Registers the fan-out, the dispatcher with its lanes, the recorder, and their recurring work.</summary>
    public static void AddDispatch(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<WakeUp>();
        services.AddSingleton<IEventFanOut, FanOut>();
        services.AddSingleton<DeliveryQueue>();
        services.AddSingleton<Settlement>();
        services.AddSingleton<OpenedSecrets>();
        services.AddSingleton<Sender>();
        services.AddSingleton<TestSender>();
        services.AddSingleton<SharedCap>();
        services.AddSingleton<LaneHost>();
        services.AddSingleton<ClockWatch>();

        // Hosted services stop in the reverse order: the dispatcher before the recorder that it hands its attempts to.
        services.AddSingleton<Recorder>();
        services.AddHostedService(provider => provider.GetRequiredService<Recorder>());
        services.AddSingleton<Dispatcher>();
        services.AddHostedService(provider => provider.GetRequiredService<Dispatcher>());
        builder.AddRecurringJob<SweepJob>("webhooks.sweep", WebhooksText.SweepJob, TimeSpan.FromSeconds(5));
        builder.AddRecurringJob<RetentionJob>("webhooks.retention", WebhooksText.RetentionJob, TimeSpan.FromHours(1), TimeSpan.FromMinutes(5));
    }
}
