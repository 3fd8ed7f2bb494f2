namespace TaskHub.Jobs;

/// <summary>
/// Tells who watches that something changed, at most once in <see cref="Rest"/> however much does, and never what:
/// a watcher reads again and so cannot be behind.
/// </summary>
internal sealed partial class ChangeSignal : IDisposable
{
    /// <summary>
    /// Short enough to feel live, and long enough for Quartz to have worked out a job's next run after its last one ended.
    /// </summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly List<Watcher> watchers = [];
    private readonly ILogger<ChangeSignal> log;
    private readonly ITimer timer;
    private bool waiting;

    public ChangeSignal(TimeProvider clock, ILogger<ChangeSignal> log)
    {
        this.log = log;
        timer = clock.CreateTimer(_ => Tell(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public IDisposable Watch(Action changed)
    {
        var watcher = new Watcher(this, changed);
        lock (gate)
        {
            watchers.Add(watcher);
        }

        return watcher;
    }

    public void Raise()
    {
        lock (gate)
        {
            if (!waiting && watchers.Count > 0)
            {
                waiting = timer.Change(Rest, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose() => timer.Dispose();

    private void Tell()
    {
        Watcher[] told;
        lock (gate)
        {
            waiting = false;
            told = [.. watchers];
        }

        foreach (var watcher in told)
        {
            try
            {
                watcher.Changed();
            }
            catch (Exception error)
            {
                // One page that fails must not keep the news from the others.
                WatcherFailed(error);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Somebody who watches the jobs failed to take in a change")]
    private partial void WatcherFailed(Exception error);

    private sealed class Watcher(ChangeSignal signal, Action changed) : IDisposable
    {
        public Action Changed => changed;

        public void Dispose()
        {
            lock (signal.gate)
            {
                signal.watchers.Remove(this);
            }
        }
    }
}
