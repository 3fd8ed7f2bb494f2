using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Attempts;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>A redelivery that has begun.</summary>
/// <param name="Count">How many deliveries it is for.</param>
/// <param name="Id">The redelivery; null when there is nothing to send again.</param>
public sealed record StartedRedelivery(int Count, long? Id);

/// <summary>
/// Begins to send all deliveries again that a filter finds, under their ids, oldest first, at the webhook's pace: <see cref="Redeliverer"/>
/// hands them over a batch at a time, so that neither new events nor other writers wait for it.
/// </summary>
internal sealed class RedeliverDeliveries(IDbContextFactory<AppDbContext> contexts, WriteGate gate, Redeliverer redeliverer, TimeProvider time)
{
    public async Task<Result<StartedRedelivery>> RunAsync(Actor actor, long webhookId, DeliveryFilter filter, CancellationToken cancel = default)
    {
        int count;
        long last;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            var webhook = await db.Webhooks.AsNoTracking().ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == webhookId, cancel);
            if ((actor.Judge(webhook) ?? filter.Check() ?? RefuseDisabled(webhook) ?? await filter.CheckIdsAsync(db, webhookId, cancel)) is { } failure)
            {
                return failure;
            }

            // Counted before the gate: over a long history that takes its time.
            last = await db.Deliveries.Where(d => d.WebhookId == webhookId).MaxAsync(d => (long?)d.Id, cancel) ?? 0;
            count = await (await RedeliverySet.OfAsync(db, webhookId, filter, cancel)).CountAsync(d => d.Id <= last, cancel);
        }

        return count == 0
            ? new StartedRedelivery(0, null)
            : await gate.RunAsync(db => BeginAsync(db, actor, webhookId, filter, last, count, cancel), cancel);
    }

    private async Task<Result<StartedRedelivery>> BeginAsync(
        AppDbContext db, Actor actor, long webhookId, DeliveryFilter filter, long last, int count, CancellationToken cancel)
    {
        var webhook = await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == webhookId, cancel);
        if ((actor.Judge(webhook) ?? RefuseDisabled(webhook)) is { } failure)
        {
            return failure;
        }

        var redelivery = new Redelivery
        {
            OrganizationId = webhook!.OrganizationId,
            WebhookId = webhookId,
            CreatedById = actor.UserId,
            CreatedAt = time.GetUtcNow(),
            Filter = RedeliverySet.ToJson(filter),
            LastDeliveryId = last,
            Total = count,
        };
        db.Redeliveries.Add(redelivery);
        db.Audit(actor, webhook, Acts.Redelivered, AttemptsText.RedeliveryFor(count, filter));
        WebhookStates.Signal(db, webhook);
        await db.SaveChangesAsync(cancel);
        db.AfterCommit(redeliverer.Wake);
        return new StartedRedelivery(count, redelivery.Id);
    }

    private static Failure? RefuseDisabled(Webhook? webhook) =>
        webhook?.Enabled == true ? null : Failure.Conflict(SubscriptionTexts.NotWhileDisabled);
}
