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

/// <summary>Forgets deliveries, attempts and events that are older than the operator keeps them, in small batches, never what still waits.</summary>
internal sealed class RetentionJob(WriteGate gate, IOptions<WebhookOptions> options, TimeProvider time) : IRecurringJob
{
    private const int Batch = 500;

    public async ValueTask RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - TimeSpan.FromDays(options.Value.RetentionDays);
        var total = 0;
        int count;
        do
        {
            count = await gate.RunAsync(db => PruneAsync(db, before, cancellationToken), cancellationToken);
            total += count;
            run.Report(WebhooksText.Pruned(total));
        }
        while (count == Batch);
    }

    private static async Task<int> PruneAsync(AppDbContext db, DateTimeOffset before, CancellationToken cancel)
    {
        // Ids grow with time, so the oldest come first and no index on a time is needed.
        var found = await db.Deliveries.Where(d => d.NextAttemptAt == null && d.State != DeliveryState.Held && d.CreatedAt < before)
            .OrderBy(d => d.Id).Select(d => new { d.Id, d.WebhookId, d.Sequence }).Take(Batch).ToListAsync(cancel);
        foreach (var (webhook, removed) in found.GroupBy(d => d.WebhookId, (id, all) => (id, all.Max(d => d.Sequence))))
        {
            // A receiver that asks for its gaps is told which numbers are gone.
            await db.Webhooks.IgnoreQueryFilters().Where(w => w.Id == webhook && w.RemovedSequence < removed)
                .ExecuteUpdateAsync(set => set.SetProperty(w => w.RemovedSequence, removed), cancel);
        }

        var old = found.ConvertAll(d => d.Id);
        await db.Attempts.Where(a => old.Contains(a.DeliveryId)).ExecuteDeleteAsync(cancel);
        await db.Deliveries.Where(d => old.Contains(d.Id)).ExecuteDeleteAsync(cancel);
        return old.Count;
    }
}
