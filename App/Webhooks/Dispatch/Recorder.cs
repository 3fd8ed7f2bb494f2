using System.Threading.Channels;
using TaskHub.Data;

namespace TaskHub.Webhooks.Dispatch;

/// <summary>
/// Puts attempts on record, many in one transaction: what happened, the delivery's next state and the webhook's go together, and what lanes
/// claim next goes with them. A lane goes on only when its attempt is on record.
/// </summary>
internal sealed partial class Recorder(
    DeliveryLedger ledger, DeliveryQueue queue, Settlement settlement, SharedCap cap, WebhookMetrics metrics, TimeProvider time,
    ILogger<Recorder> log) : BackgroundService
{
    private const int MostInBatch = 256;

    // A page of the database is written once a batch, however many of its rows changed: while more is with receivers, a batch waits for company.
    // It waits by letting what is ready run first, never by the clock, so a batch that nobody can join is not kept.
    private const int Company = 64;
    private const int Much = 8;
    private const int Turns = 4;
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(1);

    private readonly Channel<object> waiting = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ILogger<Recorder> log = log;
    private long waitingSince;

    /// <summary>Since when finished attempts wait for the database; null while they do not.</summary>
    public DateTimeOffset? WaitingSince =>
        Interlocked.Read(ref waitingSince) is var since and not 0 ? DateTimeOffset.FromUnixTimeMilliseconds(since) : null;

    /// <summary>Records an attempt. True when the webhook is well and its lane may go on at full breadth.</summary>
    public Task<bool> RecordAsync(Webhook webhook, Delivery delivery, SentAttempt attempt)
    {
        metrics.Count(webhook, delivery, attempt);
        return EnqueueAsync(new Entry(delivery.Id, webhook.Id, delivery, attempt));
    }

    /// <summary>Gives a claimed delivery back that was not sent, or whose attempt was cut off.</summary>
    public Task ReleaseAsync(long deliveryId) => EnqueueAsync(new Entry(deliveryId, 0, null, null));

    /// <summary>Claims what a lane may send now; see <see cref="DeliveryQueue.Claim"/>.</summary>
    public Task<Claim> ClaimAsync(long webhookId, int room, bool idle, Holding? holding, Pace? pace, CancellationToken cancel)
    {
        var wish = new Wish(webhookId, room, idle, holding, pace, cancel);
        return waiting.Writer.TryWrite(wish) ? wish.Granted.Task : Task.FromException<Claim>(new OperationCanceledException());
    }

    /// <summary>Takes no more, and returns when all that was handed in is on record.</summary>
    public async Task FinishAsync(CancellationToken cancel)
    {
        waiting.Writer.TryComplete();
        await waiting.Reader.Completion.WaitAsync(cancel);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The dispatcher, which stops before this does, ends the loop; stopping may not, or finished attempts would be forgotten.
        var batch = new List<Entry>(MostInBatch);
        var wishes = new List<Wish>();
        while (await waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            Gather(batch, wishes);
            for (var turns = 0; turns < Turns && batch.Count < Company && cap.InFlight - batch.Count >= Much && !wishes.Exists(w => w.Idle); turns++)
            {
                await Task.Yield();
                Gather(batch, wishes);
            }

            await SettleAsync(batch, wishes, stoppingToken);
            batch.Clear();
            wishes.Clear();
        }
    }

    private void Gather(List<Entry> batch, List<Wish> wishes)
    {
        while (batch.Count < MostInBatch && waiting.Reader.TryRead(out var item))
        {
            if (item is Entry entry)
            {
                batch.Add(entry);
            }
            else
            {
                wishes.Add((Wish)item);
            }
        }
    }

    private Task<bool> EnqueueAsync(Entry entry) =>
        waiting.Writer.TryWrite(entry) ? entry.Settled.Task : Task.FromException<bool>(new OperationCanceledException());

    /// <summary>
    /// A disk that is full or a database that is locked is waited for; an entry that nothing can save is given up alone. Nothing is claimed
    /// while what was sent cannot be recorded: the lane that asked is told, and the sweep has it ask again.
    /// </summary>
    private async Task SettleAsync(List<Entry> batch, IReadOnlyList<Wish> wishes, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                await SaveAsync(batch, wishes);
                Interlocked.Exchange(ref waitingSince, 0);
                return;
            }
            catch (Exception e) when (wishes.Count > 0)
            {
                foreach (var wish in wishes)
                {
                    wish.Granted.TrySetException(e);
                }

                wishes = [];
                if (batch.Count == 0)
                {
                    return;
                }
            }
            catch (Exception e) when (e.IsPassing() && !stopping.IsCancellationRequested)
            {
                Interlocked.CompareExchange(ref waitingSince, time.GetUtcNow().ToUnixTimeMilliseconds(), 0);
                LogWaiting(batch.Count, e);
                await Task.Delay(AfterTrouble, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception e) when (batch.Count == 1 || stopping.IsCancellationRequested)
            {
                Interlocked.Exchange(ref waitingSince, 0);
                batch.ForEach(entry => entry.Settled.TrySetException(e));
                return;
            }
            catch (Exception e)
            {
                LogSplitting(batch.Count, e);
                foreach (var entry in batch.ToList())
                {
                    await SettleAsync([entry], [], stopping);
                }

                return;
            }
        }
    }

    private async Task SaveAsync(List<Entry> batch, IReadOnlyList<Wish> wishes)
    {
        var (well, claims) = await ledger.RunAsync((rows, topics) =>
        {
            var well = settlement.Apply(rows, topics, batch);
            return (well, wishes.Select(w => w.Cancel.IsCancellationRequested ? Claim.Nothing : queue.Claim(rows, w.WebhookId, w.Room, w.Idle, w.Holding, w.Pace)).ToList());
        });
        if (batch.Count > 0)
        {
            metrics.CountBatch(batch.Count);
        }

        for (var i = 0; i < claims.Count; i++)
        {
            wishes[i].Granted.TrySetResult(claims[i]);
        }

        foreach (var entry in batch)
        {
            entry.Settled.TrySetResult(entry.Attempt is null || well.Contains(entry.WebhookId));
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{Count} attempts wait to be recorded")]
    private partial void LogWaiting(int count, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "{Count} attempts could not be recorded together; each is tried alone")]
    private partial void LogSplitting(int count, Exception exception);

    /// <summary>One attempt to record, or, without one, a claim to release.</summary>
    internal sealed record Entry(long DeliveryId, long WebhookId, Delivery? Claimed, SentAttempt? Attempt)
    {
        public TaskCompletionSource<bool> Settled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>A lane's wish for something to send.</summary>
    private sealed record Wish(long WebhookId, int Room, bool Idle, Holding? Holding, Pace? Pace, CancellationToken Cancel)
    {
        public TaskCompletionSource<Claim> Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
