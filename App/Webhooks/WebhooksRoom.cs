using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks;

public static class WebhooksRoom
{
    /// <summary>The webhooks: their options and the guarded way out.</summary>
    public static void AddWebhooks(this IHostApplicationBuilder builder) => builder.AddWebhookSecurity();
}
