using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Webhooks.Dispatch;

namespace TaskHub.Webhooks;

/// <summary>What keeps deliveries from flowing, if anything does.</summary>
public enum DeliveryTrouble
{
    None,

    /// <summary>Something is due, its webhook may be called, and nobody calls it.</summary>
    Stuck,

    /// <summary>Attempts that were made cannot be put on record: the disk is full, or the database is locked.</summary>
    Unrecorded,
}

/// <summary>Tells a hub whose dispatcher no longer works from one whose receivers do not answer: only the first is its own trouble.</summary>
internal sealed class DeliveryHealth(IDbContextFactory<AppDbContext> contexts, Recorder recorder, TimeProvider time)
{
    /// <summary>How long something may be due without anybody looking at it; the sweep looks every five seconds.</summary>
    public static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(60);

    /// <summary>How long attempts may wait to be recorded.</summary>
    public static readonly TimeSpan UnrecordedAfter = TimeSpan.FromSeconds(10);

    private readonly DateTimeOffset started = time.GetUtcNow();

    public async Task<DeliveryTrouble> LookAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (recorder.WaitingSince is { } since && now - since > UnrecordedAfter)
        {
            return DeliveryTrouble.Unrecorded;
        }

        // What a start finds in the table has been due for as long as the hub was down. The database is asked all the same: it must answer.
        return await IsStuckAsync(now, cancel) && now - started > StuckAfter ? DeliveryTrouble.Stuck : DeliveryTrouble.None;
    }

    /// <summary>
    /// A long queue is no trouble as long as it moves, and neither is a webhook that waits: for its receiver, for its rate, or, in strict
    /// order, for the delivery in front. So a webhook counts only when nothing at all has happened to it and nothing keeps it.
    /// </summary>
    private async Task<bool> IsStuckAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var before = now - StuckAfter;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var silent = await db.Webhooks.AsNoTracking()
            .Where(w => w.Enabled
                && (w.LastAttemptAt == null || w.LastAttemptAt < before)
                && (w.EnabledAt == null || w.EnabledAt < before)
                && (w.NotBefore == null || w.NotBefore < before)
                && db.Deliveries.Any(d => d.WebhookId == w.Id && d.NextAttemptAt <= before && d.CreatedAt < before
                    && (d.LeaseUntil == null || d.LeaseUntil < now)))
            .Select(w => new { w.Id, w.StrictOrder })
            .ToListAsync(cancel);
        foreach (var webhook in silent)
        {
            var waiting = db.Deliveries.AsNoTracking().Where(d => d.WebhookId == webhook.Id && d.NextAttemptAt != null);
            var kept = await waiting.AnyAsync(
                d => d.LeaseUntil >= now || (webhook.StrictOrder && d.State == DeliveryState.Retrying && d.NextAttemptAt > before), cancel);
            if (!kept)
            {
                return true;
            }
        }

        return false;
    }
}
