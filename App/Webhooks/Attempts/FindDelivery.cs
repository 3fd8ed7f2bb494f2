using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Attempts;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Subscriptions;
using TaskHub.Webhooks.Why;

namespace TaskHub.Webhooks;

/// <summary>Finds one delivery, by the id that receivers know, with all its attempts.</summary>
internal sealed class FindDelivery(IDbContextFactory<AppDbContext> contexts, OpenedSecrets secrets, TimeProvider time)
{
    public async Task<Result<DeliveryView>> RunAsync(Actor actor, string id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Deliveries.AsNoTracking()
            .ReachedBy(actor)
            .Where(d => d.PublicId == id)
            .Include(d => d.Event)
            .Select(d => new DeliveryRow(
                d,
                d.Event!.Data,
                db.Attempts.Where(a => a.DeliveryId == d.Id).OrderByDescending(a => a.Number).Select(a => (int?)a.DurationMs).FirstOrDefault()))
            .SingleOrDefaultAsync(cancel);
        if (actor.Judge(row?.Delivery) is { } failure)
        {
            return failure;
        }

        // With the webhook its history is gone from sight.
        var webhook = await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == row!.Delivery.WebhookId, cancel);
        if (webhook is null)
        {
            return Failure.NotFound(WebhookAccess.Delivery);
        }

        var attempts = await DeliveryRow.AttemptsAsync(db, secrets.RedactionOf(webhook), [row!.Delivery.Id], cancel);
        var by = row.Delivery.ExpungedById is { } person ? await db.Users.Where(u => u.Id == person).Select(u => u.Name).SingleOrDefaultAsync(cancel) : null;
        return row.View(webhook, time.GetUtcNow()) with
        {
            Attempts = [.. attempts[row.Delivery.Id]],
            ExpungedBy = by,
            Cause = EventCause.Of(row.Data),
        };
    }
}
