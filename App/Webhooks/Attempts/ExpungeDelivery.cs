using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>
/// Expunges the bodies of a delivery at once: those of all its attempts, both sides, and the texts of the frozen event unless another
/// delivery of the same event still has its bodies. They are in no file of the database afterwards. What remains is that it happened: times,
/// outcomes, headers, who expunged it and when. What still waited is canceled, and it can never be sent again.
/// </summary>
internal sealed class ExpungeDelivery(Erasure erasure, FindDelivery find, Dispatcher dispatcher, TimeProvider time)
{
    public async Task<Result<DeliveryView>> RunAsync(Actor actor, string id, CancellationToken cancel = default)
    {
        var failed = await erasure.RunAsync(
            async db =>
            {
                var delivery = await db.Deliveries.Include(d => d.Event).ReachedBy(actor).SingleOrDefaultAsync(d => d.PublicId == id, cancel);
                return actor.Judge(delivery) ?? await ExpungeAsync(db, actor, delivery!, cancel);
            },
            cancel);
        return failed ?? await find.RunAsync(actor, id, cancel);
    }

    private async Task<Failure?> ExpungeAsync(AppDbContext db, Actor actor, Delivery delivery, CancellationToken cancel)
    {
        if (await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == delivery.WebhookId, cancel) is not { } webhook)
        {
            return Failure.NotFound(WebhookAccess.Delivery);
        }

        if (delivery.ExpungedAt is not null)
        {
            return null;
        }

        // Its attempt would be put on record after this, with the very body that is to go.
        var now = time.GetUtcNow();
        if (delivery.LeaseUntil > now && !dispatcher.Recall(webhook.Id).Contains(delivery.Id))
        {
            return Failure.Conflict(SubscriptionTexts.UnderWay);
        }

        (delivery.ExpungedAt, delivery.ExpungedById) = (now, actor.UserId);
        if (delivery.Waits)
        {
            delivery.GiveUp();
        }

        var along = await WithoutWebhook(db, delivery, now).Select(d => d.Id).ToListAsync(cancel);
        await db.Deliveries.Where(d => along.Contains(d.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(d => d.ExpungedAt, now).SetProperty(d => d.ExpungedById, actor.UserId), cancel);
        along.Add(delivery.Id);
        await db.Attempts.Where(a => along.Contains(a.DeliveryId)).ExecuteUpdateAsync(
            set => set.SetProperty(a => a.RequestBody, "").SetProperty(a => a.ResponseBody, (string?)null), cancel);
        if (!await db.Deliveries.AnyAsync(d => d.EventId == delivery.EventId && d.Id != delivery.Id && d.ExpungedAt == null, cancel))
        {
            delivery.Event!.Expunge();
        }

        db.Audit(actor, webhook, Acts.BodiesExpunged, delivery.PublicId);
        WebhookStates.Signal(db, webhook);
        await db.SaveChangesAsync(cancel);
        return null;
    }

    /// <summary>The same event's deliveries to webhooks that were deleted: nobody can reach them any more to expunge them one by one.</summary>
    private static IQueryable<Delivery> WithoutWebhook(AppDbContext db, Delivery delivery, DateTimeOffset now) =>
        db.Deliveries.Where(d => d.EventId == delivery.EventId && d.ExpungedAt == null && (d.LeaseUntil == null || d.LeaseUntil < now)
            && !db.Webhooks.Any(w => w.Id == d.WebhookId));
}
