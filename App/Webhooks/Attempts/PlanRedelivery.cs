using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Attempts;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>What a redelivery would be.</summary>
/// <param name="Count">How many deliveries would leave again.</param>
/// <param name="Takes">How long that takes at least, what is being sent again already before it, at the webhook's rate, or as quick as its receiver was lately; null while nothing is known of it.</param>
/// <param name="IsCautious">The webhook fails: one at a time goes, and nobody knows how long that takes.</param>
public sealed record RedeliveryPlan(int Count, TimeSpan? Takes, bool IsCautious);

/// <summary>Counts what a filter finds and says how long it would take to send it again. It changes nothing.</summary>
internal sealed class PlanRedelivery(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<Result<RedeliveryPlan>> RunAsync(Actor actor, long webhookId, DeliveryFilter filter, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var webhook = await db.Webhooks.AsNoTracking().ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == webhookId, cancel);
        if ((actor.Judge(webhook) ?? filter.Check() ?? await filter.CheckIdsAsync(db, webhookId, cancel)) is { } failure)
        {
            return failure;
        }

        var count = await (await RedeliverySet.OfAsync(db, webhookId, filter, cancel)).CountAsync(cancel);
        var before = await RedeliveryPace.BeforeAsync(db, webhookId, long.MaxValue, cancel);
        return new RedeliveryPlan(count, await RedeliveryPace.TakesAsync(db, webhook!, count + before, cancel), webhook!.Errors > 0);
    }
}
