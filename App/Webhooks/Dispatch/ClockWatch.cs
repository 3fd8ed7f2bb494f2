namespace TaskHub.Webhooks.Dispatch;

/// <summary>
/// Notices that the machine's clock was set back, by comparing the time of day with the stopwatch: what was planned by the old clock would
/// otherwise wait so much longer. One that was set forward only makes retries come early, one at a time.
/// </summary>
internal sealed class ClockWatch(TimeProvider time)
{
    // Corrections that a time service makes all the time are none of our business.
    private static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(1);

    private readonly Lock sync = new();
    private DateTimeOffset seen = time.GetUtcNow();
    private long stamp = time.GetTimestamp();

    /// <summary>By how much the clock was set back since the last look; null when it was not.</summary>
    public TimeSpan? SetBack()
    {
        lock (sync)
        {
            var (now, nowStamp) = (time.GetUtcNow(), time.GetTimestamp());
            var missing = time.GetElapsedTime(stamp, nowStamp) - (now - seen);
            (seen, stamp) = (now, nowStamp);
            return missing > Tolerated ? missing : null;
        }
    }
}
