namespace TaskHub.Webhooks.Attempts;

/// <summary>
/// Keeps a page from reading figures that cost something more often than once in <paramref name="rest"/>: who is told to wait is called
/// when the time has come, so that the last change is never missed.
/// </summary>
internal sealed class ReadPause(TimeProvider clock, TimeSpan rest, Action look) : IDisposable
{
    private DateTimeOffset last;
    private ITimer? timer;

    /// <summary>Whether to read now. If not, a look is asked for once the rest is over.</summary>
    public bool MayRead()
    {
        var now = clock.GetUtcNow();
        if (now - last >= rest)
        {
            last = now;
            return true;
        }

        timer ??= clock.CreateTimer(_ => look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(last + rest - now + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        return false;
    }

    /// <summary>Lets the next read go at once: it is about something else.</summary>
    public void Reset() => last = default;

    public void Dispose() => timer?.Dispose();
}
