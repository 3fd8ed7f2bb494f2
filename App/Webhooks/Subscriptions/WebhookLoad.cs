using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskHub.Data;

namespace TaskHub.Webhooks.Subscriptions;

/// <summary>Makes the view of a webhook in whatever unit of work it was changed or read.</summary>
internal sealed class WebhookLoad(IOptions<WebhookOptions> options, TimeProvider time)
{
    public int DisableAfter => options.Value.DisableAfter;

    /// <summary>
    /// How long the probes after the next one take, with so many errors by now: after each error from the second on the webhook waits, one step
    /// of the schedule behind the count.
    /// </summary>
    public TimeSpan ProbesTake(int errors)
    {
        var schedule = options.Value.RetrySchedule;
        var waits = Enumerable.Range(errors + 1, Math.Max(0, DisableAfter - errors - 1)).Where(e => e >= 2);
        return waits.Aggregate(TimeSpan.Zero, (sum, e) => sum + schedule[Math.Min(e - 1, schedule.Count) - 1]);
    }

    public async Task<WebhookView> ViewAsync(AppDbContext db, Webhook webhook, CancellationToken cancel) =>
        Of(webhook, webhook.Enabled && await db.Deliveries.AnyAsync(d => d.WebhookId == webhook.Id && d.State == DeliveryState.Retrying, cancel));

    public WebhookView Of(Webhook webhook, bool isRetrying) => WebhookView.Of(webhook, isRetrying, DisableAfter, time.GetUtcNow());
}
