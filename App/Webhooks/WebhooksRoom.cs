using Microsoft.EntityFrameworkCore.Diagnostics;
using TaskHub.Api;
using TaskHub.Organizations;
using TaskHub.Webhooks.Attempts;
using TaskHub.Webhooks.Catalogue;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Doctor;
using TaskHub.Webhooks.Health;
using TaskHub.Webhooks.Security;
using TaskHub.Webhooks.Subscriptions;
using TaskHub.Webhooks.Telling;
using TaskHub.Webhooks.Why;

namespace TaskHub.Webhooks;

public static class WebhooksRoom
{
    /// <summary>The webhooks: their options, the guarded way out, what sends, and what people do with them.</summary>
    public static void AddWebhooks(this IHostApplicationBuilder builder)
    {
        builder.AddWebhookSecurity();
        builder.AddDispatch();
        builder.Services.AddSingleton<IInterceptor, WebhookVersions>();
        builder.Services.AddSingleton<WebhookMetrics>();
        builder.Services.AddSingleton<DeliveryHealth>();
        builder.Services.AddHostedService<QueueMetrics>();
        builder.Services.AddSubscriptions();
        builder.Services.AddDoctor();
        builder.AddHealth();
        builder.Services.AddCatalogue();
        builder.AddTelling();
        builder.Services.AddSingleton<Redeliverer>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<Redeliverer>());
        builder.Services.AddSingleton<ReadWorksectionEvents>();
        builder.Services.AddSingleton(new DescribedEvents(EventsDescription.Write));
        builder.Services.AddSingleton(new ApiPanel(typeof(WebhooksSummary)));
    }
}
