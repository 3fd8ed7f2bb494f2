using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Formats;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>The body of a delivery, whole, however large it is.</summary>
/// <param name="Bytes">JSON in UTF-8, as the webhook's format writes the event.</param>
/// <param name="Delivery">Which delivery, with its event.</param>
public sealed record DeliveryBody(byte[] Bytes, Delivery Delivery);

/// <summary>Builds the body of a delivery, for a receiver that missed it or got its thin form, as the webhook's format is now.</summary>
internal sealed class FindBody(IDbContextFactory<AppDbContext> contexts, PublicUrl publicUrl)
{
    public async Task<Result<DeliveryBody>> RunAsync(Actor actor, string id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var delivery = await db.Deliveries.AsNoTracking().ReachedBy(actor).Include(d => d.Event).SingleOrDefaultAsync(d => d.PublicId == id, cancel);
        if (actor.Judge(delivery) is { } failure)
        {
            return failure;
        }

        var webhook = await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == delivery!.WebhookId, cancel);
        return webhook is null
            ? Failure.NotFound(WebhookAccess.Delivery)
            : delivery!.ExpungedAt is not null ? Failure.Conflict(AttemptsText.ExpungedStays)
            : new DeliveryBody(WebhookFormats.Body(webhook.Format, delivery.Event!, publicUrl.Base), delivery);
    }
}
