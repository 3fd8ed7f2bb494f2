using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskHub.Data;
using TaskHub.Jobs;

namespace TaskHub.Webhooks.Dispatch;

/// <summary>Wakes every lane that has something due which nobody holds: it repairs whatever a wake-up lost.</summary>
internal sealed class SweepJob(Dispatcher dispatcher) : IRecurringJob
{
    public async ValueTask RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var woken = await dispatcher.SweepAsync(cancellationToken);
        run.Report(WebhooksText.Swept(woken));
    }
}

/// <summary>
/// Forgets deliveries and attempts, bodies and all, that are older than the operator keeps them, never what still waits; and the events that
/// nothing needs any more: neither a delivery nor the history of a task or project that is still there. It looks beside the write gate and
/// deletes inside it, a few rows at a time, so that deliveries go on meanwhile.
/// </summary>
internal sealed class RetentionJob(
    IDbContextFactory<AppDbContext> contexts, WriteGate gate, IOptions<WebhookOptions> options, TimeProvider time) : IRecurringJob
{
    /// <summary>Deliveries in one turn of the gate; with their attempts about a thousand rows.</summary>
    private const int Batch = 300;
    private const int EventsBatch = 2_000;

    public async ValueTask RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - TimeSpan.FromDays(options.Value.RetentionDays);
        var total = 0;
        run.Report(WebhooksText.Pruned(total));
        for (long? after = 0; after is { } from;)
        {
            (var old, after) = await OldAsync(from, before, cancellationToken);
            if (old.Count > 0)
            {
                total += await gate.RunAsync(db => PruneAsync(db, old, cancellationToken), cancellationToken);
                run.Report(WebhooksText.Pruned(total));
            }
        }

        var (fine, kept) = ((int)AttemptTally.Fine.TotalMinutes, time.GetUtcNow() - AttemptTally.FineKept);
        await gate.RunAsync(
            db => db.AttemptTallies.Where(t => t.Start < before || (t.Start < kept && t.Minutes == fine)).ExecuteDeleteAsync(cancellationToken),
            cancellationToken);
        for (long? after = 0; after is { } from;)
        {
            (var needless, after) = await NeedlessAsync(from, before, cancellationToken);
            if (needless.Count > 0)
            {
                // Nothing can come to need an event: deliveries are made in its own transaction, and a task that is gone stays gone.
                await gate.RunAsync(db => db.Events.Where(e => needless.Contains(e.Id)).ExecuteDeleteAsync(cancellationToken), cancellationToken);
            }
        }
    }

    /// <summary>Deletes those of the deliveries that do not wait, with their attempts. Returns how many deliveries those were.</summary>
    internal static async Task<int> PruneAsync(AppDbContext db, IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        var old = await db.Deliveries.Where(d => ids.Contains(d.Id) && d.NextAttemptAt == null && d.State != DeliveryState.Held)
            .Select(d => d.Id).ToListAsync(cancel);
        await db.MarkRemovedAsync(old, cancel);
        await db.Attempts.Where(a => old.Contains(a.DeliveryId)).ExecuteDeleteAsync(cancel);
        await db.Deliveries.Where(d => old.Contains(d.Id)).ExecuteDeleteAsync(cancel);
        return old.Count;
    }

    /// <summary>The next old deliveries after an id, and where to look on; null at the end. Ids grow with time, so the first young one is the end.</summary>
    private async Task<(List<long> Old, long? After)> OldAsync(long after, DateTimeOffset before, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var next = await db.Deliveries.AsNoTracking().Where(d => d.Id > after).OrderBy(d => d.Id).Take(Batch)
            .Select(d => new { d.Id, d.CreatedAt, Waits = d.NextAttemptAt != null || d.State == DeliveryState.Held }).ToListAsync(cancel);
        var old = next.TakeWhile(d => d.CreatedAt < before).ToList();
        return ([.. old.Where(d => !d.Waits).Select(d => d.Id)], old.Count == Batch ? old[^1].Id : null);
    }

    /// <summary>The same for events.</summary>
    private async Task<(List<long> Needless, long? After)> NeedlessAsync(long after, DateTimeOffset before, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var next = await db.Events.AsNoTracking().Where(e => e.Id > after).OrderBy(e => e.Id).Take(EventsBatch)
            .Select(e => new { e.Id, e.OccurredAt }).ToListAsync(cancel);
        var old = next.TakeWhile(e => e.OccurredAt < before).Select(e => e.Id).ToList();
        if (old.Count == 0)
        {
            return ([], null);
        }

        var needless = await db.NeedlessEvents(after, old[^1]).Select(e => e.Id).ToListAsync(cancel);
        return (needless, old.Count == EventsBatch ? old[^1] : null);
    }
}
