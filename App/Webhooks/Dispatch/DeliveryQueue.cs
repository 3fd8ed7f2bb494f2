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

    // Nothing is ever planned further ahead: the longest step with its jitter, or the day that a receiver may ask for.
    private readonly TimeSpan farthest = TimeSpan.FromTicks(Math.Max(
        TimeSpan.FromHours(25).Ticks, (options.Value.RetrySchedule.Max() * 1.25).Ticks));

    /// <summary>
    /// Claims up to <paramref name="room"/> due deliveries of a webhook. While it fails, one at a time is claimed, only when
    /// <paramref name="idle"/>, a fresh one before any retry: if that succeeds, the failure was the other event's own. What the lane
    /// is <paramref name="holding"/> already is under way, whatever a clock that jumps says of its lease; of a webhook with a rate, what its
    /// <paramref name="pace"/> lets go in a moment.
    /// </summary>
    public Claim Claim(LedgerRows rows, long webhookId, int room, bool idle, Holding? holding = null, Pace? pace = null)
    {
        if (rows.Webhook(webhookId) is not { Enabled: true, DeletedAt: null } webhook)
        {
            return Dispatch.Claim.Nothing;
        }

        if (pace is not null)
        {
            pace.PerMinute = webhook.RatePerMinute;
            room = pace.Room(room);
            if (room == 0)
            {
                return new Claim(webhook, [], pace.NextRoom);
            }
        }

        var now = time.GetUtcNow();
        var waits = webhook.NotBefore > now;
        var careful = waits || webhook.Errors > 0;
        if (careful && !idle)
        {
            return new Claim(webhook, [], null);
        }

        var due = waits ? rows.ByHand(webhookId, now, 1)
            : webhook.StrictOrder ? InOrder(rows, webhookId, now, careful ? 1 : room)
            : careful ? Careful(rows, webhookId, now)
            : Healthy(rows, webhookId, now, room);
        due.RemoveAll(d => d.LeaseUntil is not null && holding?.Has(d.Id) == true);
        if (due.Count == 0)
        {
            var next = rows.NextDue(webhookId, now);
            return new Claim(webhook, [], webhook.NotBefore > next ? webhook.NotBefore : next);
        }

        foreach (var delivery in due)
        {
            rows.Lease(delivery.Id, now + lease);
        }

        holding?.Take(due);
        return new Claim(webhook, due, null);
    }

    /// <summary>At the start of the only process that serves this database, every lease is a dead one's.</summary>
    public Task ClearLeasesAsync(CancellationToken cancel) =>
        gate.RunAsync(
            db => db.Deliveries.Where(d => d.NextAttemptAt != null && d.LeaseUntil != null)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.LeaseUntil, (DateTimeOffset?)null), cancel),
            cancel);

    /// <summary>After the clock was set back, what waits for its time waits no longer than it was meant to.</summary>
    public Task PullInAsync(TimeSpan by, CancellationToken cancel) =>
        gate.RunAsync(db => db.PullInAsync(time.GetUtcNow(), by, cancel), cancel);

    /// <summary>What was planned by a clock that was far ahead, before this start, is due now.</summary>
    public Task PullInFarAsync(CancellationToken cancel) =>
        gate.RunAsync(
            async db =>
            {
                var now = time.GetUtcNow();
                var far = now + farthest;
                await db.Deliveries.Where(d => d.NextAttemptAt > far)
                    .ExecuteUpdateAsync(set => set.SetProperty(d => d.NextAttemptAt, now), cancel);
                await db.Webhooks.Where(w => w.NotBefore > far)
                    .ExecuteUpdateAsync(set => set.SetProperty(w => w.NotBefore, (DateTimeOffset?)null), cancel);
            },
            cancel);

    /// <summary>What is pending, oldest first; a few retries go along with every claim, or a long backlog would starve them.</summary>
    private static List<Delivery> Healthy(LedgerRows rows, long webhookId, DateTimeOffset now, int room)
    {
        var due = rows.DueAgain(webhookId, now, Math.Max(1, room / 4));
        due.AddRange(rows.Pending(webhookId, now, room - due.Count));
        due.Sort((a, b) => a.Id.CompareTo(b.Id));
        return due;
    }

    /// <summary>
    /// One that was never tried before any that was, a retry or one that failed before its webhook was disabled: events that a receiver keeps
    /// refusing must not be all that it is ever asked.
    /// </summary>
    private static List<Delivery> Careful(LedgerRows rows, long webhookId, DateTimeOffset now) =>
        rows.Untried(webhookId, now, 1) is { Count: > 0 } fresh ? fresh
        : rows.Pending(webhookId, now, 1) is { Count: > 0 } released ? released
        : rows.DueAgain(webhookId, now, 1);

    /// <summary>In strict order nothing overtakes: what waits for its next try keeps all that follows it waiting.</summary>
    private static List<Delivery> InOrder(LedgerRows rows, long webhookId, DateTimeOffset now, int room)
    {
        var retry = rows.OldestRetry(webhookId, now);
        var due = rows.Pending(webhookId, now, room);
        if (retry is not null)
        {
            due.RemoveAll(d => d.Id > retry.Id);
        }

        return due.Count == 0 && retry?.NextAttemptAt <= now ? [retry] : due;
    }
}
