using TaskHub.Webhooks.Attempts;

namespace TaskHub.Webhooks.Subscriptions;

/// <summary>What administrators do with webhooks and their deliveries.</summary>
internal static class SubscriptionsRoom
{
    /// <summary>Registers the verbs.</summary>
    public static void AddSubscriptions(this IServiceCollection services)
    {
        services.AddSingleton<WebhookRules>();
        services.AddSingleton<WebhookLoad>();
        services.AddSingleton<TestLimit>();
        services.AddSingleton<FindWebhooks>();
        services.AddSingleton<FindWebhook>();
        services.AddSingleton<FindProjectNames>();
        services.AddSingleton<FindQueues>();
        services.AddSingleton<FindWork>();
        services.AddSingleton<CreateWebhook>();
        services.AddSingleton<EditWebhook>();
        services.AddSingleton<EnableWebhook>();
        services.AddSingleton<DisableWebhook>();
        services.AddSingleton<DeleteWebhook>();
        services.AddSingleton<TestWebhook>();
        services.AddSingleton<RotateSecret>();
        services.AddSingleton<ExpireSecret>();
        services.AddSingleton<CancelHeld>();
        services.AddSingleton<FindDeliveries>();
        services.AddSingleton<FindDelivery>();
        services.AddSingleton<CountDeliveries>();
        services.AddSingleton<ExportDeliveries>();
        services.AddSingleton<RedeliverDelivery>();
        services.AddSingleton<RedeliverDeliveries>();
        services.AddSingleton<PlanRedelivery>();
        services.AddSingleton<FindRedeliveries>();
        services.AddSingleton<StopRedelivery>();
        services.AddSingleton<PauseRedelivery>();
        services.AddSingleton<FindGaps>();
        services.AddSingleton<FindBody>();
        services.AddSingleton<FindWhy>();
        services.AddSingleton<FindEvents>();
        services.AddSingleton<FindMissed>();
        services.AddSingleton<CancelDelivery>();
        services.AddSingleton<ExpungeDelivery>();
        services.AddSingleton<WebhookActs>();
    }
}
