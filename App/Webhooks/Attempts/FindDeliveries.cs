using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Attempts;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>A stretch of a webhook's deliveries, newest first.</summary>
/// <param name="Deliveries">The deliveries.</param>
/// <param name="NextCursor">Where the next stretch begins; null at the end.</param>
/// <param name="LookedBackTo">How far a search has looked that came to no end and not to as many as were asked for; else null.</param>
public sealed record DeliveryPage(IReadOnlyList<DeliveryView> Deliveries, string? NextCursor, DateTimeOffset? LookedBackTo = null);

/// <summary>Deliveries that are shown, as they are now, and before them those that came since.</summary>
/// <param name="Deliveries">The deliveries, newest first.</param>
/// <param name="IsFlood">More came than one would want to see one by one: the list begins anew.</param>
public sealed record DeliveriesNow(IReadOnlyList<DeliveryView> Deliveries, bool IsFlood);

/// <summary>
/// Finds deliveries of one webhook. What an index tells is answered at once. A search reads what it finds there a part at a time, a
/// small one for the first answer and no more than so many for one that goes on, however long the history is.
/// </summary>
internal sealed class FindDeliveries(IDbContextFactory<AppDbContext> contexts, OpenedSecrets secrets, TimeProvider time)
{
    private const int Part = 2_000;
    private const int MostParts = 20;

    // The first answer comes at once, so that a page with a search opens as quickly as without; it goes on by itself while its end is in sight.
    private const int FirstPart = 500;

    /// <summary>Reads one stretch.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="webhookId">Whose deliveries.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="count">How many at most, 1 to 1000.</param>
    /// <param name="cursor">Where to go on, from the stretch before.</param>
    /// <param name="withAttempts">Whether each comes with its attempts.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<DeliveryPage>> RunAsync(
        Actor actor, long webhookId, DeliveryFilter filter, int count, string? cursor = null, bool withAttempts = false,
        CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var webhook = await db.Webhooks.AsNoTracking().ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == webhookId, cancel);
        if ((actor.Judge(webhook) ?? filter.Check()) is { } failure)
        {
            return failure;
        }

        var before = long.MaxValue;
        if (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
        {
            return Failure.Invalid("cursor", AttemptsText.CursorUnknown);
        }

        var indexed = (await filter.IndexedAsync(db, webhookId, cancel)).AsNoTracking();
        var (rows, lookedTo) = filter.IsSearch
            ? await SearchAsync(db, filter, indexed, before, count + 1, cursor is null, cancel)
            : (await ReadAsync(db, indexed.Where(d => d.Id < before), count + 1, cancel), null);
        var page = rows.Take(count).ToList();
        var attempts = withAttempts ? await DeliveryRow.AttemptsAsync(db, secrets.RedactionOf(webhook!), [.. page.Select(r => r.Delivery.Id)], cancel) : null;
        var now = time.GetUtcNow();
        var next = rows.Count > count ? page[^1].Delivery.Id : lookedTo;
        return new DeliveryPage(
            [.. page.Select(r => r.View(webhook!, now) with { Attempts = attempts is null ? [] : [.. attempts[r.Delivery.Id]] })],
            next?.ToString(CultureInfo.InvariantCulture),
            rows.Count > count || lookedTo is null ? null : await db.Deliveries.Where(d => d.Id >= lookedTo).OrderBy(d => d.Id).Select(d => d.CreatedAt).FirstAsync(cancel));
    }

    /// <summary>What became of deliveries that are shown, those left out that the filter no longer finds, and before them what came since.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="webhookId">Whose deliveries.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="shown">The positions of those that are shown.</param>
    /// <param name="most">How many new ones are of interest; null for none.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<DeliveriesNow>> LookAgainAsync(
        Actor actor, long webhookId, DeliveryFilter filter, IReadOnlyList<long> shown, int? most, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var webhook = await db.Webhooks.AsNoTracking().ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == webhookId, cancel);
        if ((actor.Judge(webhook) ?? filter.Check()) is { } failure)
        {
            return failure;
        }

        var newest = shown.Count == 0 ? 0 : shown.Max();
        var indexed = (await filter.IndexedAsync(db, webhookId, cancel)).AsNoTracking();
        var came = most is { } news ? await ReadAsync(db, filter.Matching(db, indexed.Where(d => d.Id > newest)), news + 1, cancel) : [];
        var isFlood = came.Count > most;
        var still = await ReadAsync(db, indexed.Where(d => shown.Contains(d.Id)), shown.Count, cancel);
        var now = time.GetUtcNow();
        return new DeliveriesNow([.. came.Concat(still).Select(r => r.View(webhook!, now))], isFlood);
    }

    /// <summary>Looks at what the index finds, part by part; also tells where it stopped, unless it came to the end.</summary>
    private static async Task<(List<DeliveryRow> Rows, long? LookedTo)> SearchAsync(
        AppDbContext db, DeliveryFilter filter, IQueryable<Delivery> indexed, long before, int wanted, bool isFirst, CancellationToken cancel)
    {
        List<DeliveryRow> rows = [];
        var (size, most) = isFirst ? (FirstPart, 1) : (Part, MostParts);
        for (var part = 0; part < most && rows.Count < wanted; part++)
        {
            var end = before;
            var floor = await indexed.Where(d => d.Id < end).OrderByDescending(d => d.Id).Select(d => (long?)d.Id).Skip(size).FirstOrDefaultAsync(cancel);
            var from = floor ?? 0;
            rows.AddRange(await ReadAsync(db, filter.Matching(db, indexed.Where(d => d.Id < end && d.Id > from)), wanted - rows.Count, cancel));
            if (floor is not { } next)
            {
                return (rows, null);
            }

            before = next + 1;
        }

        return (rows, before);
    }

    private static Task<List<DeliveryRow>> ReadAsync(AppDbContext db, IQueryable<Delivery> deliveries, int most, CancellationToken cancel) =>
        deliveries
            .OrderByDescending(d => d.Id)
            .Take(most)
            .Select(d => new DeliveryRow(
                d,
                d.Event!.Data,
                db.Attempts.Where(a => a.DeliveryId == d.Id).OrderByDescending(a => a.Number).Select(a => (int?)a.DurationMs).FirstOrDefault()))
            .ToListAsync(cancel);
}
