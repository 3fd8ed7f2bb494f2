using System.Text.Json;
using TaskHub.Data;

namespace TaskHub.Webhooks.Attempts;

/// <summary>
/// Which deliveries a filter means when they are to be sent again. Without a state these are the ones that are settled: delivered, failed or
/// canceled. What is pending or held is on its way already and is never among them, and neither is
/// what was expunged: nothing is left of it to send.
/// </summary>
internal static class RedeliverySet
{
    public static IQueryable<Delivery> Of(AppDbContext db, long webhookId, DeliveryFilter filter) =>
        Eligible(filter.Of(db, webhookId), filter);

    /// <summary>Those of <paramref name="deliveries"/> whose state still allows it.</summary>
    public static IQueryable<Delivery> Eligible(IQueryable<Delivery> deliveries, DeliveryFilter filter) =>
        InState(deliveries.Where(d => d.ExpungedAt == null), filter);

    private static IQueryable<Delivery> InState(IQueryable<Delivery> deliveries, DeliveryFilter filter) =>
        filter.TryState(out var state) ? deliveries.Where(d => d.State == state && d.State != DeliveryState.Pending && d.State != DeliveryState.Held)
        : filter.Ids is not null ? deliveries.Where(d => d.State != DeliveryState.Pending && d.State != DeliveryState.Held)
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
