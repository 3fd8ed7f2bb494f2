using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>
/// Sends a delivery again, whatever became of it: at once, under the same id, its count of attempts begun anew. It goes out even while its
/// webhook waits for the next probe, because somebody watches.
/// </summary>
internal sealed class RedeliverDelivery(WriteGate gate, FindDelivery find, Dispatcher dispatcher, TimeProvider time)
{
    public async Task<Result<DeliveryView>> RunAsync(Actor actor, string id, CancellationToken cancel = default)
    {
        var failed = await gate.RunAsync(
            async db =>
            {
                var delivery = await db.Deliveries.ReachedBy(actor).SingleOrDefaultAsync(d => d.PublicId == id, cancel);
                return actor.Judge(delivery) ?? await RedeliverAsync(db, actor, delivery!, cancel);
            },
            cancel);
        return failed ?? await find.RunAsync(actor, id, cancel);
    }

    private async Task<Failure?> RedeliverAsync(AppDbContext db, Actor actor, Delivery delivery, CancellationToken cancel)
    {
        var webhook = await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == delivery.WebhookId, cancel);
        if (webhook is null)
        {
            return Failure.NotFound(WebhookAccess.Delivery);
        }

        if (!webhook.Enabled)
        {
            return Failure.Conflict(SubscriptionTexts.NotWhileDisabled);
        }

        if (delivery.ExpungedAt is not null)
        {
            return Failure.Conflict(AttemptsText.ExpungedStays);
        }

        if (delivery.LeaseUntil > time.GetUtcNow())
        {
            return Failure.Conflict(SubscriptionTexts.UnderWay);
        }

        // Of two who ask at once one is the first; the other is told that it is done already.
        if (delivery is { ByHand: true, State: DeliveryState.Pending })
        {
            return Failure.Conflict(AttemptsText.AskedForAlready);
        }

        // The first attempt of one that waits for its turn would overtake all before it.
        if (webhook.StrictOrder && delivery.NextAttemptAt is not null && await db.Deliveries.AnyAsync(
            d => d.WebhookId == webhook.Id && d.Id < delivery.Id && d.NextAttemptAt != null, cancel))
        {
            return Failure.Conflict(AttemptsText.WaitsItsTurn);
        }

        // What waits already, by an earlier request, still is what it was before that.
        delivery.StateBefore = delivery.State is DeliveryState.Pending ? delivery.StateBefore : delivery.State;
        delivery.State = DeliveryState.Pending;
        delivery.NextAttemptAt = Delivery.AtOnce;
        delivery.RoundAttempts = 0;
        delivery.ByHand = true;
        delivery.LeaseUntil = null;
        db.Audit(actor, webhook, Acts.Redelivered, delivery.PublicId);
        WebhookStates.Signal(db, webhook);
        await db.SaveChangesAsync(cancel);
        db.AfterCommit(() => dispatcher.Wake(webhook.Id));
        return null;
    }
}
