using System.Threading.Channels;
using TaskHub.Data;

namespace TaskHub.Webhooks.Dispatch;

/// <summary>
/// Puts attempts on record, many in one transaction: what happened, the delivery's next state and the webhook's go together. A lane goes on
/// only when its attempt is on record.
/// </summary>
internal sealed partial class Recorder(DeliveryLedger ledger, Settlement settlement, TimeProvider time, ILogger<Recorder> log) : BackgroundService
{
    private const int MostInBatch = 256;
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(1);

    private readonly Channel<Entry> waiting = Channel.CreateUnbounded<Entry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ILogger<Recorder> log = log;
    private long waitingSince;

    /// <summary>Since when finished attempts wait for the database; null while they do not.</summary>
    public DateTimeOffset? WaitingSince =>
        Interlocked.Read(ref waitingSince) is var since and not 0 ? DateTimeOffset.FromUnixTimeMilliseconds(since) : null;

    /// <summary>Records an attempt. True when the webhook is well and its lane may go on at full breadth.</summary>
    public Task<bool> RecordAsync(Webhook webhook, Delivery delivery, SentAttempt attempt) =>
        EnqueueAsync(new Entry(delivery.Id, webhook.Id, attempt));

    /// <summary>Gives a claimed delivery back that was not sent, or whose attempt was cut off.</summary>
    public Task ReleaseAsync(long deliveryId) => EnqueueAsync(new Entry(deliveryId, 0, null));

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
        while (await waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (batch.Count < MostInBatch && waiting.Reader.TryRead(out var entry))
            {
                batch.Add(entry);
            }

            await SettleAsync(batch, stoppingToken);
            batch.Clear();
        }
    }

    private Task<bool> EnqueueAsync(Entry entry) =>
        waiting.Writer.TryWrite(entry) ? entry.Settled.Task : Task.FromException<bool>(new OperationCanceledException());

    /// <summary>A disk that is full or a database that is locked is waited for; an entry that nothing can save is given up alone.</summary>
    private async Task SettleAsync(List<Entry> batch, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                await SaveAsync(batch);
                Interlocked.Exchange(ref waitingSince, 0);
                return;
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
                    await SettleAsync([entry], stopping);
                }

                return;
            }
        }
    }

    private async Task SaveAsync(List<Entry> batch)
    {
        var well = await ledger.RunAsync((rows, topics) => settlement.Apply(rows, topics, batch));
        WebhookMetrics.CountBatch(batch.Count);
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
    internal sealed record Entry(long DeliveryId, long WebhookId, SentAttempt? Attempt)
    {
        public TaskCompletionSource<bool> Settled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
