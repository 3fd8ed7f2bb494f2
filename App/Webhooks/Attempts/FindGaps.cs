using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>A delivery that the receiver has not acknowledged yet.</summary>
public sealed record Gap
{
    public required long Sequence { get; init; }

    /// <summary>The <c>webhook-id</c> that it has been, or would be, posted with.</summary>
    public required string DeliveryId { get; init; }

    public required string Event { get; init; }
    public required string EventId { get; init; }
    public required string ObjectType { get; init; }
    public required string ObjectId { get; init; }
    public required DeliveryState State { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Where its body can be read; null once that was expunged.</summary>
    public required string? BodyUrl { get; init; }

    /// <summary>When its bodies were expunged: it can never be sent again, nor its body be read.</summary>
    public required DateTimeOffset? ExpungedAt { get; init; }
}

/// <summary>Sequence numbers from the first to the last one.</summary>
public sealed record SequenceRange(long From, long To);

/// <summary>What a webhook's receiver has not acknowledged after a sequence number.</summary>
public sealed record GapsView
{
#pragma warning disable CA1822 // The serializer reads it.
    public string Type => "Gaps";
#pragma warning restore CA1822

    public required long WebHookId { get; init; }
    public required long After { get; init; }

    /// <summary>
    /// The gaps after <see cref="After"/> up to this number are all in this answer; what follows is at the next cursor. It never exceeds
    /// <see cref="Newest"/>: below <see cref="After"/>, the hub never sent that number, or was restored from a backup that is older.
    /// </summary>
    public required long Through { get; init; }

    /// <summary>The sequence number of the newest delivery; 0 before the first.</summary>
    public required long Newest { get; init; }

    /// <summary>Of all deliveries up to this number that are kept, every one is acknowledged.</summary>
    public required long AcknowledgedThrough { get; init; }

    /// <summary>Numbers between <see cref="After"/> and <see cref="Through"/> whose deliveries are older than what is kept.</summary>
    public required IReadOnlyList<SequenceRange> Removed { get; init; }

    public required IReadOnlyList<Gap> Gaps { get; init; }
}

/// <summary>
/// Tells a receiver what it has not acknowledged. Acknowledged is what it took at least once; a redelivery does not take that back. All of an
/// answer is read from one moment, by indexes over what is not delivered: it costs as much as it shows, whatever the history grows to.
/// </summary>
internal sealed class FindGaps(IDbContextFactory<AppDbContext> contexts, PublicUrl publicUrl)
{
    // Where retention went around deliveries that still waited, each is an island between two ranges.
    private const int MostIslands = 10_000;

    /// <summary>The gaps after a sequence number, at most <paramref name="count"/> of them, in sequence.</summary>
    public async Task<Result<GapsView>> RunAsync(Actor actor, long webhookId, long after, int count, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var snapshot = await db.SnapshotAsync(cancel);
        var webhook = await db.Webhooks.AsNoTracking().ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == webhookId, cancel);
        if (actor.Judge(webhook) is { } failure)
        {
            return failure;
        }

        var found = await FirstAsync(db, webhookId, after, count + 1, cancel);
        var first = await FirstAsync(db, webhookId, 0, 1, cancel);
        var through = found.Count > count ? found[count - 1].Sequence : webhook!.LastSequence;
        (through, var removed) = await RemovedAsync(db, webhook!, after, through, cancel);
        return new GapsView
        {
            WebHookId = webhookId,
            After = after,
            Through = through,
            Newest = webhook!.LastSequence,
            AcknowledgedThrough = first.Count == 0 ? webhook.LastSequence : first[0].Sequence - 1,
            Removed = removed,
            Gaps = [.. found.Take(count).Where(g => g.Sequence <= through)],
        };
    }

    private async Task<List<Gap>> FirstAsync(AppDbContext db, long webhookId, long after, int count, CancellationToken cancel)
    {
        // Within a webhook ids and sequence numbers grow together, and the indexes over the states are in the order of ids.
        var begin = await db.Deliveries.Where(d => d.WebhookId == webhookId && d.Sequence <= after)
            .OrderByDescending(d => d.Sequence).Select(d => d.Id).FirstOrDefaultAsync(cancel);
        var found = new List<Delivery>();
        foreach (var state in Enum.GetValues<DeliveryState>().Except([DeliveryState.Delivered]))
        {
            found.AddRange(await db.DeliveriesIn(state).AsNoTracking()
                .Where(d => d.WebhookId == webhookId && d.Id > begin && d.DeliveredAt == null)
                .OrderBy(d => d.Id).Take(count).Include(d => d.Event).ToListAsync(cancel));
        }

        return [.. found.OrderBy(d => d.Sequence).Take(count).Select(Gap)];
    }

    private static async Task<(long Through, List<SequenceRange> Removed)> RemovedAsync(
        AppDbContext db, Webhook webhook, long after, long through, CancellationToken cancel)
    {
        var last = Math.Min(through, webhook.RemovedSequence);
        var kept = await db.Deliveries.Where(d => d.WebhookId == webhook.Id && d.Sequence > after && d.Sequence <= last)
            .OrderBy(d => d.Sequence).Select(d => d.Sequence).Take(MostIslands).ToListAsync(cancel);
        if (kept.Count == MostIslands)
        {
            through = last = kept[^1];
        }

        var removed = new List<SequenceRange>();
        var next = after + 1;
        foreach (var sequence in kept.Append(last + 1))
        {
            if (sequence > next)
            {
                removed.Add(new SequenceRange(next, sequence - 1));
            }

            next = sequence + 1;
        }

        return (through, removed);
    }

    private Gap Gap(Delivery delivery) => new()
    {
        Sequence = delivery.Sequence,
        DeliveryId = delivery.PublicId,
        Event = delivery.EventType,
        EventId = delivery.Event!.PublicId,
        ObjectType = delivery.ObjectType,
        ObjectId = delivery.ObjectId.ToString(CultureInfo.InvariantCulture),
        State = delivery.State,
        CreatedAt = delivery.CreatedAt,
        BodyUrl = delivery.ExpungedAt is null ? publicUrl.For($"/api/3/deliveries/{delivery.PublicId}/body") : null,
        ExpungedAt = delivery.ExpungedAt,
    };
}
