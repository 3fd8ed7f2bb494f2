using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Attempts;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>A stretch of a webhook's deliveries, newest first.</summary>
/// <param name="Deliveries">The deliveries.</param>
/// <param name="NextCursor">Where the next stretch begins; null at the end.</param>
public sealed record DeliveryPage(IReadOnlyList<DeliveryView> Deliveries, string? NextCursor);

/// <summary>Finds deliveries of one webhook.</summary>
internal sealed class FindDeliveries(IDbContextFactory<AppDbContext> contexts, TimeProvider time)
{
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

        var rows = await filter.Of(db, webhookId).AsNoTracking()
            .Where(d => d.Id < before)
            .OrderByDescending(d => d.Id)
            .Take(count + 1)
            .Select(d => new DeliveryRow(
                d,
                d.Event!.Data,
                db.Attempts.Where(a => a.DeliveryId == d.Id).OrderByDescending(a => a.Number).Select(a => (int?)a.DurationMs).FirstOrDefault()))
            .ToListAsync(cancel);
        var page = rows.Take(count).ToList();
        var attempts = withAttempts ? await DeliveryRow.AttemptsAsync(db, [.. page.Select(r => r.Delivery.Id)], cancel) : null;
        var now = time.GetUtcNow();
        return new DeliveryPage(
            [.. page.Select(r => r.View(webhook!, now) with { Attempts = attempts is null ? [] : [.. attempts[r.Delivery.Id]] })],
            rows.Count > count ? page[^1].Delivery.Id.ToString(CultureInfo.InvariantCulture) : null);
    }
}
