using System.Collections.Concurrent;

namespace TaskHub.Api;

/// <summary>How often somebody may call: so many requests in each stretch of time, counted from their first.</summary>
/// <param name="most">How many; 0 means any number.</param>
/// <param name="within">The stretch of time.</param>
/// <param name="time">The clock.</param>
internal sealed class RateLimit(int most, TimeSpan within, TimeProvider time)
{
    private readonly ConcurrentDictionary<long, Window> windows = new();

    /// <summary>Counts a request. Null when it may pass, else how long to wait.</summary>
    public TimeSpan? Take(long id)
    {
        if (most == 0)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var window = windows.AddOrUpdate(
            id,
            _ => new Window(now, 1),
            (_, old) => now - old.Start >= within ? new Window(now, 1) : old with { Count = old.Count + 1 });
        return window.Count > most ? window.Start + within - now : null;
    }

    private sealed record Window(DateTimeOffset Start, int Count);
}
