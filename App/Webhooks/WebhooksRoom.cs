using TaskHub.Organizations;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Security;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

public static class WebhooksRoom
{
    /// <summary>The webhooks: their options, the guarded way out, what sends, and what people do with them.</summary>
    public static void AddWebhooks(this IHostApplicationBuilder builder)
    {
        builder.AddWebhookSecurity();
        builder.AddDispatch();
        builder.Services.AddSingleton<DeliveryHealth>();
        builder.Services.AddHostedService<QueueMetrics>();
        builder.Services.AddSubscriptions();
        builder.Services.AddSingleton(new ApiPanel(typeof(WebhooksSummary)));
    }
}
