namespace TaskHub.Jobs;

/// <summary>
/// The time of day, except that it never goes back. When the machine's clock is set back by an hour, a schedule that
/// compares times of day would rest for that hour, and with it whatever the recurring work repairs; this one goes on at the
/// pace of the stopwatch. The price is that times of day in schedules stay ahead by that hour until the next start.
/// </summary>
internal sealed class SteadyClock(TimeProvider clock) : TimeProvider
{
    private readonly Lock gate = new();
    private DateTimeOffset last = clock.GetUtcNow();
    private long lastStamp = clock.GetTimestamp();

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            var stamp = clock.GetTimestamp();
            var steady = last + clock.GetElapsedTime(lastStamp, stamp);
            var shown = clock.GetUtcNow();
            (last, lastStamp) = (shown > steady ? shown : steady, stamp);
            return last;
        }
    }

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}
