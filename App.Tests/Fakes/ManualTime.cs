namespace TaskHub.Tests.Fakes;

/// <summary>A clock that moves only when it is told, and then fires, one after the other, the timers that come due on the way.</summary>
/// <param name="start">What it shows at first; without it, what the machine's shows.</param>
public sealed class ManualTime(DateTimeOffset? start = null) : TimeProvider
{
    private readonly Lock sync = new();
    private readonly List<Timer> timers = [];
    private readonly List<(TimeSpan Until, TaskCompletionSource Seen)> watchers = [];
    private readonly DateTimeOffset start = start ?? System.GetUtcNow();
    private TimeSpan passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start + Passed;

    public override long GetTimestamp() => Passed.Ticks;

    private TimeSpan Passed
    {
        get
        {
            lock (sync)
            {
                return passed;
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock, timer by timer.</summary>
    public void Advance(TimeSpan by)
    {
        var target = Passed + by;
        while (TakeDue(target) is { } due)
        {
            due.Fire();
        }

        lock (sync)
        {
            passed = target;
        }
    }

    /// <summary>Returns as soon as somebody waits for a time no further away than this.</summary>
    public Task SomebodyWaitsAsync(TimeSpan within, CancellationToken cancel)
    {
        lock (sync)
        {
            var until = passed + within;
            if (timers.Any(timer => timer.Due <= until))
            {
                return Task.CompletedTask;
            }

            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            watchers.Add((until, seen));
            return seen.Task.WaitAsync(TimeSpan.FromSeconds(20), System, cancel);
        }
    }

    private Timer? TakeDue(TimeSpan target)
    {
        lock (sync)
        {
            var due = timers.Where(timer => timer.Due <= target).MinBy(timer => timer.Due);
            if (due is not null)
            {
                passed = due.Due!.Value > passed ? due.Due.Value : passed;
                due.Next();
            }

            return due;
        }
    }

    private sealed class Timer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan every = Timeout.InfiniteTimeSpan;

        public TimeSpan? Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.sync)
            {
                time.timers.Remove(this);
                every = period;
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : time.passed + dueTime;
                if (Due is { } due)
                {
                    time.timers.Add(this);
                    foreach (var (_, seen) in time.watchers.Where(watcher => due <= watcher.Until))
                    {
                        seen.TrySetResult();
                    }
                }

                return true;
            }
        }

        /// <summary>Under the clock's lock: plans the next time, if there is one.</summary>
        public void Next()
        {
            Due = every > TimeSpan.Zero ? Due + every : null;
            if (Due is null)
            {
                time.timers.Remove(this);
            }
        }

        public void Fire() => callback(state);

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
