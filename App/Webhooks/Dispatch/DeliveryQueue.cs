using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskHub.Data;

namespace TaskHub.Webhooks.Dispatch;

/// <summary>What a lane may send now.</summary>
/// <param name="Webhook">The webhook as it is now; null when nothing may be sent to it.</param>
/// <param name="Deliveries">What was claimed, with its events, in the order in which it leaves.</param>
/// <param name="Next">When to look again, if there was nothing; null when only a wake-up brings anything new.</param>
internal sealed record Claim(Webhook? Webhook, IReadOnlyList<Delivery> Deliveries, DateTimeOffset? Next)
{
    public static Claim Nothing { get; } = new(null, [], null);
}

/// <summary>The queue is the table: claims are leases on its rows, taken inside the write gate.</summary>
internal sealed class DeliveryQueue(WriteGate gate, TimeProvider time, IOptions<WebhookOptions> options)
{
    // How long a claim holds when its process dies: longer than a full lane of slow attempts takes, one after the other.
    private readonly TimeSpan lease = (options.Value.Timeout * Lane.Window) + TimeSpan.FromMinutes(1);

    /// <summary>
    /// Claims up to <paramref name="room"/> due deliveries of a webhook. While it fails, one at a time is claimed, only when
    /// <paramref name="idle"/>, a fresh one before any retry: if that succeeds, the failure was the other event's own.
    /// </summary>
    public Task<Claim> ClaimAsync(long webhookId, int room, bool idle, CancellationToken cancel) =>
        gate.RunAsync(
            async db =>
            {
                var webhook = await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == webhookId, cancel);
                if (webhook is not { Enabled: true })
                {
                    return Claim.Nothing;
                }

                var now = time.GetUtcNow();
                var waits = webhook.NotBefore > now;
                var careful = waits || webhook.Errors > 0;
                if (careful && !idle)
                {
                    return new Claim(webhook, [], null);
                }

                var free = db.Deliveries.Where(d => d.WebhookId == webhookId && (d.LeaseUntil == null || d.LeaseUntil < now));
                var due = free.Where(d => d.NextAttemptAt <= now && (!waits || d.ByHand));
                var ids = webhook.StrictOrder && !waits
                    ? await PickInOrderAsync(free, now, careful ? 1 : room, cancel)
                    : await PickAsync(due, careful ? 1 : room, retriesToo: !careful, cancel);
                if (ids.Count == 0)
                {
                    var next = await free.Where(d => d.NextAttemptAt != null).MinAsync(d => d.NextAttemptAt, cancel);
                    return new Claim(webhook, [], next is null ? null : Later(next.Value, webhook.NotBefore));
                }

                await db.Deliveries.Where(d => ids.Contains(d.Id) && (d.LeaseUntil == null || d.LeaseUntil < now))
                    .ExecuteUpdateAsync(set => set.SetProperty(d => d.LeaseUntil, now + lease), cancel);
                var claimed = await db.Deliveries.AsNoTracking().Include(d => d.Event).Where(d => ids.Contains(d.Id)).ToListAsync(cancel);
                return new Claim(webhook, [.. claimed.OrderBy(d => d.NextAttemptAt).ThenBy(d => d.Id)], null);
            },
            cancel);

    /// <summary>At the start of the only process that serves this database, every lease is a dead one's.</summary>
    public Task ClearLeasesAsync(CancellationToken cancel) =>
        gate.RunAsync(
            db => db.Deliveries.Where(d => d.NextAttemptAt != null && d.LeaseUntil != null)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.LeaseUntil, (DateTimeOffset?)null), cancel),
            cancel);

    /// <summary>
    /// A claim in the order of the index: what is pending first, oldest first, then what is due again. A few retries go along with every
    /// full claim of a healthy webhook, or a long backlog would starve them.
    /// </summary>
    private static async Task<List<long>> PickAsync(IQueryable<Delivery> due, int room, bool retriesToo, CancellationToken cancel)
    {
        var ids = retriesToo
            ? await due.Where(d => d.NextAttemptAt > Delivery.AtOnce).OrderBy(d => d.NextAttemptAt).ThenBy(d => d.Id)
                .Select(d => d.Id).Take(Math.Max(1, room / 4)).ToListAsync(cancel)
            : [];
        ids.AddRange(await due.Where(d => !ids.Contains(d.Id)).OrderBy(d => d.NextAttemptAt).ThenBy(d => d.Id)
            .Select(d => d.Id).Take(room - ids.Count).ToListAsync(cancel));
        return ids;
    }

    /// <summary>In strict order nothing overtakes: what waits for its next try keeps all that follows it waiting.</summary>
    private static async Task<List<long>> PickInOrderAsync(IQueryable<Delivery> free, DateTimeOffset now, int room, CancellationToken cancel)
    {
        var retry = await free.Where(d => d.State == DeliveryState.Retrying).OrderBy(d => d.Id).FirstOrDefaultAsync(cancel);
        var ids = await free.Where(d => d.NextAttemptAt == Delivery.AtOnce && (retry == null || d.Id < retry.Id)).OrderBy(d => d.Id)
            .Select(d => d.Id).Take(room).ToListAsync(cancel);
        return ids.Count == 0 && retry?.NextAttemptAt <= now ? [retry.Id] : ids;
    }

    private static DateTimeOffset Later(DateTimeOffset due, DateTimeOffset? notBefore) => notBefore > due ? notBefore.Value : due;
}
