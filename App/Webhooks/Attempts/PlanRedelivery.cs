using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Attempts;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>What a redelivery would be.</summary>
/// <param name="Count">How many deliveries would leave again.</param>
/// <param name="Takes">How long that takes at the webhook's rate, or as quick as its receiver was lately; null while nothing is known of it.</param>
public sealed record RedeliveryPlan(int Count, TimeSpan? Takes);

/// <summary>Counts what a filter finds and says how long it would take to send it again. It changes nothing.</summary>
internal sealed class PlanRedelivery(IDbContextFactory<AppDbContext> contexts)
{
    private const int Sample = 200;

    public async Task<Result<RedeliveryPlan>> RunAsync(Actor actor, long webhookId, DeliveryFilter filter, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var webhook = await db.Webhooks.AsNoTracking().ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == webhookId, cancel);
        if ((actor.Judge(webhook) ?? filter.Check()) is { } failure)
        {
            return failure;
        }

        var count = await (await RedeliverySet.OfAsync(db, webhookId, filter, cancel)).CountAsync(cancel);
        return new RedeliveryPlan(count, await TakesAsync(db, webhook!, count, cancel));
    }

    private static async Task<TimeSpan?> TakesAsync(AppDbContext db, Webhook webhook, int count, CancellationToken cancel)
    {
        var durations = await db.Attempts.AsNoTracking()
            .Where(a => a.WebhookId == webhook.Id)
            .OrderByDescending(a => a.StartedAt)
            .Select(a => a.DurationMs)
            .Take(Sample)
            .ToListAsync(cancel);
        var byRate = webhook.RatePerMinute is { } rate ? TimeSpan.FromMinutes((double)count / rate) : (TimeSpan?)null;
        if (durations.Count == 0)
        {
            return byRate;
        }

        var atOnce = webhook.StrictOrder ? 1 : Lane.Breadth;
        var seconds = Math.Max(durations.Average() / 1000 * count / atOnce, (double)count / Redeliverer.MostPerSecond);
        var byPace = TimeSpan.FromSeconds(seconds);
        return byRate > byPace ? byRate : byPace;
    }
}
