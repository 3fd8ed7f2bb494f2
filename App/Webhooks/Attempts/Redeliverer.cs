using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Live;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks.Attempts;

/// <summary>
/// Hands the deliveries of running redeliveries to the queues of their webhooks, each time no more than its receiver took since the last
/// time: what is queued stands before new events, so there is never much of it. The write gate is held for one batch at a time. While a
/// webhook is disabled, its redelivery waits; of several for one webhook the oldest goes first.
/// </summary>
internal sealed partial class Redeliverer(
    IDbContextFactory<AppDbContext> contexts, WriteGate gate, Dispatcher dispatcher, LiveTopics live, TimeProvider time, ILogger<Redeliverer> log)
    : BackgroundService
{
    /// <summary>Rows that one unit of work changes; some five milliseconds in the gate.</summary>
    public const int Batch = 500;

    /// <summary>Deliveries of one redelivery that wait in the queue, at most.</summary>
    public const int MostQueued = 1000;

    // Twice as many begin, which fills a lane: with less a receiver that takes its time would be left idle. In strict order it sends one.
    private const int LeastWidth = Lane.Breadth / 2;
    private const int LeastInOrder = 4;

    // How much of a minute's rate may wait in front of new events: five seconds.
    private const int RateShare = 12;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly ILogger<Redeliverer> log = log;
    private readonly SemaphoreSlim looks = new(1);
    private readonly Dictionary<long, int> widths = [];
    private volatile bool running;

    /// <summary>What it can hand over in a second, since pages and this look again ten times a second at most.</summary>
    public static double MostPerSecond { get; } = MostQueued / LiveTopics.Pause.TotalSeconds;

    /// <summary>Has it look for running redeliveries. Quick, and safe at any time.</summary>
    public void Wake()
    {
        if (looks.CurrentCount == 0)
        {
            looks.Release();
        }
    }

    public override void Dispose()
    {
        looks.Dispose();
        base.Dispose();
    }

    /// <summary>Takes every running redelivery one step further. True while there is any.</summary>
    internal async Task<bool> StepAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var all = await db.Redeliveries.AsNoTracking().Where(r => r.State == RedeliveryState.Running).OrderBy(r => r.Id).ToListAsync(cancel);
        foreach (var redelivery in all.DistinctBy(r => r.WebhookId))
        {
            await AdvanceAsync(db, redelivery, cancel);
        }

        return all.Count > 0;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watch = live.Subscribe([Topic.Deliveries], () =>
        {
            if (running)
            {
                Wake();
            }

            return Task.CompletedTask;
        });
        while (!stoppingToken.IsCancellationRequested)
        {
            await looks.WaitAsync(running ? Rest : Timeout.InfiniteTimeSpan, stoppingToken);
            try
            {
                running = await StepAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Such as a locked database: it goes on from what the rows say.
                running = true;
                LogTrouble(e);
            }
        }
    }

    private async Task AdvanceAsync(AppDbContext db, Redelivery redelivery, CancellationToken cancel)
    {
        var webhook = await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == redelivery.WebhookId, cancel);
        if (webhook is not { Enabled: true })
        {
            await (webhook is null ? EndAsync(redelivery, RedeliveryState.Stopped, cancel) : Task.CompletedTask);
            return;
        }

        var waiting = await RedeliverySet.Waiting(db, redelivery).OrderBy(d => d.Id).Take(MostQueued).CountAsync(cancel);
        var room = Width(redelivery, webhook, waiting) - waiting;
        if (webhook.RatePerMinute is not null && room > 0)
        {
            // Every slot is one for all: what has happened meanwhile goes before more of the past.
            room -= await db.Deliveries.Where(d => d.WebhookId == webhook.Id && d.NextAttemptAt == Delivery.AtOnce && d.StateBefore == null).Take(room).CountAsync(cancel);
        }

        if (redelivery.Cursor >= redelivery.LastDeliveryId)
        {
            await (waiting == 0 ? EndAsync(redelivery, RedeliveryState.Finished, cancel) : Task.CompletedTask);
            return;
        }

        if (room <= 0)
        {
            return;
        }

        // Found before the gate: the next ones may be far away.
        var (filter, cursor, last) = (redelivery.Filter(), redelivery.Cursor, redelivery.LastDeliveryId);
        var ids = await (await RedeliverySet.OfAsync(db, webhook.Id, filter, cancel))
            .Where(d => d.Id > cursor && d.Id <= last)
            .OrderBy(d => d.Id)
            .Take(room)
            .Select(d => d.Id)
            .ToListAsync(cancel);
        var batches = ids.Chunk(Batch).ToList();
        for (var i = 0; i < Math.Max(1, batches.Count); i++)
        {
            var isLast = ids.Count < room && i >= batches.Count - 1;
            long[] batch = batches.Count == 0 ? [] : batches[i];
            await gate.RunAsync(work => HandOverAsync(work, redelivery.Id, filter, batch, isLast ? last : batch[^1], cancel), cancel);
        }
    }

    /// <summary>How many may wait: twice as many once all of the last ones have left, fewer while most of them still wait; one while it fails.</summary>
    private int Width(Redelivery redelivery, Webhook webhook, int waiting)
    {
        var width = widths.GetValueOrDefault(redelivery.Id, LeastWidth);
        width = waiting == 0 ? width * 2 : waiting > width / 2 ? width * 3 / 4 : width;
        width = Math.Clamp(width, webhook.StrictOrder ? LeastInOrder : LeastWidth, MostQueued);
        widths[redelivery.Id] = width;
        return webhook.Errors > 0 ? 1
            : webhook.RatePerMinute is { } rate ? Math.Min(width, Math.Max(1, rate / RateShare))
            : width;
    }

    private async Task HandOverAsync(
        AppDbContext db, long id, DeliveryFilter filter, long[] batch, long cursor, CancellationToken cancel)
    {
        var redelivery = await db.Redeliveries.SingleOrDefaultAsync(r => r.Id == id && r.State == RedeliveryState.Running, cancel);
        var webhook = await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => redelivery != null && w.Id == redelivery.WebhookId && w.Enabled, cancel);
        if (redelivery is null || webhook is null)
        {
            return;
        }

        var now = time.GetUtcNow();
        redelivery.Queued += await RedeliverySet.Eligible(db.Deliveries.Where(d => batch.Contains(d.Id)), filter)
            .Where(d => d.LeaseUntil == null || d.LeaseUntil < now)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(d => d.StateBefore, d => d.State)
                    .SetProperty(d => d.State, DeliveryState.Pending)
                    .SetProperty(d => d.NextAttemptAt, Delivery.AtOnce)
                    .SetProperty(d => d.RoundAttempts, 0)
                    .SetProperty(d => d.LeaseUntil, (DateTimeOffset?)null),
                cancel);
        redelivery.Cursor = cursor;
        await db.SaveChangesAsync(cancel);
        WebhookStates.Signal(db, webhook);
        db.AfterCommit(() => dispatcher.Wake(webhook.Id));
    }

    private async Task EndAsync(Redelivery redelivery, RedeliveryState state, CancellationToken cancel)
    {
        widths.Remove(redelivery.Id);
        await gate.RunAsync(
            async db =>
            {
                var now = time.GetUtcNow();
                await db.Redeliveries.Where(r => r.Id == redelivery.Id && r.State == RedeliveryState.Running)
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.State, state).SetProperty(r => r.EndedAt, now), cancel);
                db.Signal(Topic.Webhook(redelivery.WebhookId));
            },
            cancel);
        Wake();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A redelivery met trouble; it goes on in a moment")]
    private partial void LogTrouble(Exception exception);
}
