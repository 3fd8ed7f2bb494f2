using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Webhooks.Dispatch;

namespace TaskHub.Webhooks.Attempts;

/// <summary>How long so many deliveries take to leave again, at least: said before a redelivery begins and all the while it lasts, by the same measure.</summary>
internal static class RedeliveryPace
{
    // The last attempts of the webhook: while a redelivery lasts, these are its own.
    private const int Sample = 200;

    /// <summary>How many deliveries leave before those of a redelivery: of those that run already, what they have not come to.</summary>
    public static Task<int> BeforeAsync(AppDbContext db, long webhookId, long id, CancellationToken cancel) =>
        db.Redeliveries.Where(r => r.WebhookId == webhookId && r.State == RedeliveryState.Running && r.Id < id && r.Total > r.Queued)
            .SumAsync(r => r.Total - r.Queued, cancel);

    /// <summary>The least time that it takes, since what happens meanwhile shares the pace: at the webhook's rate, or as quick as its receiver was lately;
    /// null while nothing is known of it, and while it fails.</summary>
    public static async Task<TimeSpan?> TakesAsync(AppDbContext db, Webhook webhook, int count, CancellationToken cancel)
    {
        if (webhook.Errors > 0 || !webhook.Enabled)
        {
            return null;
        }

        var byRate = webhook.RatePerMinute is { } rate ? TimeSpan.FromMinutes((double)count / rate) : (TimeSpan?)null;
        var durations = await db.Attempts.AsNoTracking()
            .Where(a => a.WebhookId == webhook.Id)
            .OrderByDescending(a => a.StartedAt)
            .Select(a => a.DurationMs)
            .Take(Sample)
            .ToListAsync(cancel);
        if (durations.Count == 0)
        {
            return byRate;
        }

        var atOnce = webhook.StrictOrder ? 1 : Lane.Breadth;
        var byPace = TimeSpan.FromSeconds(Math.Max(durations.Average() / 1000 * count / atOnce, (double)count / Redeliverer.MostPerSecond));
        return byRate > byPace ? byRate : byPace;
    }
}
