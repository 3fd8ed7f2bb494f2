using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskHub.Data;

namespace TaskHub.Webhooks.Subscriptions;

/// <summary>Makes the view of a webhook in whatever unit of work it was changed or read.</summary>
internal sealed class WebhookLoad(IOptions<WebhookOptions> options)
{
    public int DisableAfter => options.Value.DisableAfter;

    public async Task<WebhookView> ViewAsync(AppDbContext db, Webhook webhook, CancellationToken cancel) =>
        WebhookView.Of(
            webhook,
            webhook.Enabled && await db.Deliveries.AnyAsync(d => d.WebhookId == webhook.Id && d.State == DeliveryState.Retrying, cancel),
            DisableAfter);
}
