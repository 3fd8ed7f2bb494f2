using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks;

public static class WebhooksRoom
{
    /// <summary>The webhooks: their options, the guarded way out, and what sends.</summary>
    public static void AddWebhooks(this IHostApplicationBuilder builder)
    {
        builder.AddWebhookSecurity();
        builder.AddDispatch();
    }
}
