using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Webhooks;

/// <summary>What waits for one webhook.</summary>
/// <param name="Waiting">Deliveries that are pending or wait for another try.</param>
/// <param name="Retrying">Those of them that have failed attempts.</param>
/// <param name="Held">Deliveries that wait for the webhook to be enabled.</param>
/// <param name="Oldest">When the oldest of all these came; what somebody sends again has not waited since then.</param>
/// <param name="NextTry">When the next attempt is planned; null when none is, or when it is due at once.</param>
/// <param name="InFlight">Deliveries that are being sent.</param>
public sealed record WebhookQueue(int Waiting, int Retrying, int Held, DateTimeOffset? Oldest, DateTimeOffset? NextTry, int InFlight)
{
    public static WebhookQueue Empty { get; } = new(0, 0, 0, null, null, 0);

    /// <summary>The queues of these webhooks that have anything in them; the indexes it reads hold only what waits.</summary>
    internal static async Task<Dictionary<long, WebhookQueue>> ReadAsync(
        AppDbContext db, IQueryable<long> webhooks, DateTimeOffset now, CancellationToken cancel)
    {
        var due = await db.Deliveries.AsNoTracking()
            .Where(d => d.NextAttemptAt != null && webhooks.Contains(d.WebhookId))
            .GroupBy(d => d.WebhookId)
            .Select(g => new
            {
                Id = g.Key,
                Waiting = g.Count(),
                Retrying = g.Count(d => d.State == DeliveryState.Retrying),
                InFlight = g.Count(d => d.LeaseUntil > now),
                Oldest = g.Min(d => d.ByHand || d.StateBefore != null ? (DateTimeOffset?)null : d.CreatedAt),
                Next = g.Min(d => d.NextAttemptAt),
            })
            .ToListAsync(cancel);
        var held = await db.Deliveries.AsNoTracking()
            .Where(d => d.State == DeliveryState.Held && webhooks.Contains(d.WebhookId))
            .GroupBy(d => d.WebhookId)
            .Select(g => new { Id = g.Key, Held = g.Count(), Oldest = g.Min(d => d.CreatedAt) })
            .ToListAsync(cancel);

        var queues = due.ToDictionary(q => q.Id, q => new WebhookQueue(
            q.Waiting, q.Retrying, 0, q.Oldest, q.Next == Delivery.AtOnce ? null : q.Next, q.InFlight));
        foreach (var h in held)
        {
            var queue = queues.GetValueOrDefault(h.Id, Empty);
            queues[h.Id] = queue with { Held = h.Held, Oldest = queue.Oldest < h.Oldest ? queue.Oldest : h.Oldest };
        }

        return queues;
    }
}
