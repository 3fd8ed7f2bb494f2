using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks.Attempts;

/// <summary>
/// Which deliveries a filter means when they are to be sent again. Without a state these are the ones that are settled: delivered, failed or
/// canceled; and where the filter asks for what went wrong, what has arrived since is not lost and not among them. What is pending or held is on its way already and is never among them, and neither is
/// what was expunged: nothing is left of it to send.
/// </summary>
internal static class RedeliverySet
{
    /// <summary>A redelivery that the actor may change, with its webhook.</summary>
    public static async Task<Result<(Redelivery Redelivery, Webhook Webhook)>> FindAsync(AppDbContext db, Actor actor, long id, CancellationToken cancel)
    {
        var redelivery = await db.Redeliveries.SingleOrDefaultAsync(r => r.Id == id, cancel);
        var webhook = redelivery is null ? null
            : await db.Webhooks.AsNoTracking().ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == redelivery.WebhookId, cancel);
        return webhook is null ? Failure.NotFound(WebhookAccess.Redelivery)
            : actor.Judge(webhook) is { } failure ? failure
            : (redelivery!, webhook);
    }

    public static async Task<IQueryable<Delivery>> OfAsync(AppDbContext db, long webhookId, DeliveryFilter filter, CancellationToken cancel)
    {
        var deliveries = Eligible(await filter.OfAsync(db, webhookId, cancel), filter);
        return filter.Collapse ? Newest(db, deliveries, webhookId, filter) : deliveries;
    }

    /// <summary>Those of <paramref name="deliveries"/> whose state still allows it.</summary>
    public static IQueryable<Delivery> Eligible(IQueryable<Delivery> deliveries, DeliveryFilter filter) =>
        InState(deliveries.Where(d => d.ExpungedAt == null), filter);

    /// <summary>
    /// Those after which nothing of the same task or comment is in the set, has arrived, or is on its way: whoever has the newest state needs no
    /// older one, and must not be taken back to it. What is of no task stays. Later ones are found by the events of the task.
    /// </summary>
    private static IQueryable<Delivery> Newest(AppDbContext db, IQueryable<Delivery> deliveries, long webhookId, DeliveryFilter filter)
    {
        var (set, ending) = (Eligible(filter.AnyOf(db), filter), $"_{webhookId}");
        return deliveries.Where(d => d.Event!.TaskId == null || !db.Events.Any(later =>
            later.TaskId!.Value == d.Event!.TaskId!.Value && later.Id > d.EventId && later.ObjectType == d.ObjectType && later.ObjectId == d.ObjectId
            && (set.Any(l => l.PublicId == later.PublicId.Replace("evt_", "dlv_") + ending)
                || db.Deliveries.Any(l => l.PublicId == later.PublicId.Replace("evt_", "dlv_") + ending
                    && l.State != DeliveryState.Failed && l.State != DeliveryState.Canceled))));
    }

    private static IQueryable<Delivery> InState(IQueryable<Delivery> deliveries, DeliveryFilter filter) =>
        filter.TryState(out var state) ? deliveries.Where(d => d.State == state && d.State != DeliveryState.Pending && d.State != DeliveryState.Held)
        : filter.Ids is not null ? deliveries.Where(d => d.State != DeliveryState.Pending && d.State != DeliveryState.Held)
        : filter.IsOfErrors ? deliveries.Where(d => d.State == DeliveryState.Failed || d.State == DeliveryState.Canceled)
        : deliveries.Where(d => d.State == DeliveryState.Delivered || d.State == DeliveryState.Failed || d.State == DeliveryState.Canceled);

    /// <summary>The filter of a redelivery, from its row.</summary>
    public static DeliveryFilter Filter(this Redelivery redelivery) =>
        JsonSerializer.Deserialize<DeliveryFilter>(redelivery.Filter)
        ?? throw new InvalidOperationException($"Redelivery {redelivery.Id} has no filter.");

    public static string ToJson(DeliveryFilter filter) => JsonSerializer.Serialize(filter);

    /// <summary>What a redelivery has handed over and its lane has not sent yet. A lane holds the claimed ones until they are on record.</summary>
    public static IQueryable<Delivery> Waiting(AppDbContext db, Redelivery redelivery)
    {
        var (webhookId, cursor) = (redelivery.WebhookId, redelivery.Cursor);
        return db.Deliveries.Where(d => d.WebhookId == webhookId && d.NextAttemptAt == Delivery.AtOnce && d.Id <= cursor && d.StateBefore != null);
    }

    /// <summary>The same, where its webhook was disabled before they left.</summary>
    public static IQueryable<Delivery> Held(AppDbContext db, Redelivery redelivery)
    {
        var (webhookId, cursor) = (redelivery.WebhookId, redelivery.Cursor);
        return db.Deliveries.Where(d => d.WebhookId == webhookId && d.State == DeliveryState.Held && d.Id <= cursor && d.StateBefore != null);
    }
}
