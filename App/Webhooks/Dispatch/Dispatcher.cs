using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Webhooks.Dispatch;

/// <summary>
/// Sends deliveries: a lane per webhook, woken after each commit that made some. A wake-up that a crash or a lost nudge forgot is made up
/// for by <see cref="SweepAsync"/>, which looks at the table.
/// </summary>
internal sealed class Dispatcher(
    IDbContextFactory<AppDbContext> contexts, DeliveryQueue queue, Sender sender, Recorder recorder, SharedCap cap, LaneHost host,
    WakeUp wakeUp, ClockWatch clock, TimeProvider time) : IHostedService
{
    /// <summary>How long a stopping hub lets attempts finish.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    /// <summary>And then lets the recorder finish.</summary>
    private static readonly TimeSpan Last = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<long, Lane> lanes = new();
    private bool started;

    /// <summary>Has a webhook's lane look for due deliveries. Quick, and safe at any time.</summary>
    public void Wake(long webhookId)
    {
        if (Volatile.Read(ref started))
        {
            lanes.GetOrAdd(webhookId, id => new Lane(id, sender, recorder, cap, host)).Nudge();
        }
    }

    /// <inheritdoc cref="Wake(long)"/>
    public void Wake(IEnumerable<long> webhookIds)
    {
        foreach (var id in webhookIds)
        {
            Wake(id);
        }
    }

    /// <summary>
    /// Takes back what a webhook's lane has claimed and not sent. Asked for inside the write gate by whoever changes what is sent or where to, so that
    /// nothing leaves after the commit by what was true before it. Returns what was taken back: the rest of what is claimed is with the receiver.
    /// </summary>
    public IReadOnlySet<long> Recall(long webhookId) => lanes.TryGetValue(webhookId, out var lane) ? lane.Recall() : new HashSet<long>();

    /// <summary>How many deliveries of each webhook are claimed right now.</summary>
    public IReadOnlyDictionary<long, int> InFlight() =>
        lanes.Where(lane => lane.Value.Outstanding > 0).ToDictionary(lane => lane.Key, lane => lane.Value.Outstanding);

    /// <summary>Wakes every lane that has something due which nobody holds. Returns how many those were.</summary>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        if (clock.SetBack() is { } by)
        {
            await queue.PullInAsync(by, cancel);
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = time.GetUtcNow();
        var due = await db.Webhooks.AsNoTracking()
            .Where(w => w.Enabled && db.Deliveries.Any(
                d => d.WebhookId == w.Id && d.NextAttemptAt <= now && (d.LeaseUntil == null || d.LeaseUntil < now)))
            .Select(w => w.Id)
            .ToListAsync(cancel);
        Wake(due);
        return due.Count;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await queue.ClearLeasesAsync(cancellationToken);
        await queue.PullInFarAsync(cancellationToken);
        Volatile.Write(ref started, true);
        wakeUp.Woken += Wake;
        await SweepAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        wakeUp.Woken -= Wake;
        await host.StopAsync(Patience, cancellationToken);

        // A database that takes nothing must not keep the hub from ending: what is not on record goes out once more after the next start.
        await recorder.FinishAsync(CancellationToken.None).WaitAsync(Last, time, CancellationToken.None)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
