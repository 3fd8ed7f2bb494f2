using System.Collections.Concurrent;

namespace TaskHub.Webhooks.Dispatch;

/// <summary>What lanes share of the running hub: when to stop, when to wake, what is still under way.</summary>
internal sealed partial class LaneHost(TimeProvider time, ILogger<Dispatcher> log) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private readonly TimeProvider time = time;
    private readonly ILogger<Dispatcher> log = log;
    private readonly CancellationTokenSource claiming = new();
    private readonly CancellationTokenSource sending = new();
    private readonly ConcurrentDictionary<Task, bool> under = new();
    private readonly ConcurrentDictionary<Lane, ITimer> timers = new();

    public TimeProvider Time => time;

    /// <summary>Cancelled when no more may be claimed.</summary>
    public CancellationToken Claiming => claiming.Token;

    /// <summary>Cancelled when what is under way must end, finished or not.</summary>
    public CancellationToken Sending => sending.Token;

    /// <summary>Starts work that outlives whoever asked for it, so it takes nothing of theirs along, such as the trace that they stand in.</summary>
    public void Run(Func<Task> work)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            Track(Task.Run(work, CancellationToken.None));
            return;
        }

        using (ExecutionContext.SuppressFlow())
        {
            Track(Task.Run(work, CancellationToken.None));
        }
    }

    /// <summary>Remembers a task until it ends, so that stopping can wait for it.</summary>
    public void Track(Task task)
    {
        if (!task.IsCompleted)
        {
            under[task] = true;
            _ = task.ContinueWith(ended => under.TryRemove(ended, out _), TaskScheduler.Default);
        }
    }

    /// <summary>Nudges a lane at a time; a later call replaces an earlier one. The sweep mends what a clock that jumps spoils.</summary>
    public void NudgeAt(Lane lane, DateTimeOffset when)
    {
        var wait = when - time.GetUtcNow();
        wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait + TimeSpan.FromMilliseconds(1);
        var timer = timers.GetOrAdd(lane, _ => time.CreateTimer(state => ((Lane)state!).Nudge(), lane, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Lets what is under way finish for as long as <paramref name="patience"/> lasts, then ends it.</summary>
    public async Task StopAsync(TimeSpan patience, CancellationToken cancel)
    {
        await claiming.CancelAsync();
        try
        {
            await AllAsync().WaitAsync(patience, time, cancel);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            await sending.CancelAsync();
            await AllAsync().WaitAsync(TimeSpan.FromSeconds(2), time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Failed(long webhookId, Exception e) => LogFailed(webhookId, e);

    /// <summary>Only the timers: the tokens may be asked after the host was stopped, and hold nothing.</summary>
    public void Dispose()
    {
        foreach (var timer in timers.Values)
        {
            timer.Dispose();
        }
    }

    private Task AllAsync() => Task.WhenAll(under.Keys);

    [LoggerMessage(Level = LogLevel.Error, Message = "The lane of webhook {WebhookId} met trouble")]
    private partial void LogFailed(long webhookId, Exception exception);
}
