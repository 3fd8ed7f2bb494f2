using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>Counts what a filter finds.</summary>
internal sealed class CountDeliveries(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>How many; null for a search, which would have to look at everything first.</summary>
    public async Task<Result<int?>> RunAsync(Actor actor, long webhookId, DeliveryFilter filter, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var webhook = await db.Webhooks.AsNoTracking().ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == webhookId, cancel);
        return (actor.Judge(webhook) ?? filter.Check()) is { } failure ? failure
            : filter.IsSearch ? (int?)null
            : await (await filter.OfAsync(db, webhookId, cancel)).CountAsync(cancel);
    }
}
