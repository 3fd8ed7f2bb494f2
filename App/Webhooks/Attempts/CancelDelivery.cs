using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>
/// Cancels a delivery that waits: for its turn, for its next try, or for its webhook to be enabled. So one that a receiver will never take
/// makes way for those behind it, which in strict order nothing else does. It can still be redelivered by hand.
/// </summary>
internal sealed class CancelDelivery(WriteGate gate, FindDelivery find, Dispatcher dispatcher, TimeProvider time)
{
    public async Task<Result<DeliveryView>> RunAsync(Actor actor, string id, CancellationToken cancel = default)
    {
        var failed = await gate.RunAsync(
            async db =>
            {
                var delivery = await db.Deliveries.ReachedBy(actor).SingleOrDefaultAsync(d => d.PublicId == id, cancel);
                return actor.Judge(delivery) ?? await CancelAsync(db, actor, delivery!, cancel);
            },
            cancel);
        return failed ?? await find.RunAsync(actor, id, cancel);
    }

    private async Task<Failure?> CancelAsync(AppDbContext db, Actor actor, Delivery delivery, CancellationToken cancel)
    {
        var webhook = await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == delivery.WebhookId, cancel);
        if (webhook is null)
        {
            return Failure.NotFound(WebhookAccess.Delivery);
        }

        if (!delivery.Waits)
        {
            return Failure.Conflict(AttemptsText.NothingToCancel);
        }

        if (delivery.LeaseUntil > time.GetUtcNow() && !dispatcher.Recall(webhook.Id).Contains(delivery.Id))
        {
            return Failure.Conflict(SubscriptionTexts.UnderWay);
        }

        delivery.GiveUp();
        db.Audit(actor, webhook, Acts.DeliveryCanceled, delivery.PublicId);
        WebhookStates.Signal(db, webhook);
        await db.SaveChangesAsync(cancel);
        db.AfterCommit(() => dispatcher.Wake(webhook.Id));
        return null;
    }
}
