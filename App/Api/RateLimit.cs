using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace TaskHub.Api;

/// <summary>How often a token may call: so many requests in each minute, counted from its first.</summary>
internal sealed class RateLimit(IOptions<ApiOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<long, Window> windows = new();

    /// <summary>Counts a request. Null when it may pass, else how long to wait.</summary>
    public TimeSpan? Take(long tokenId)
    {
        var most = options.Value.RequestsPerMinute;
        if (most == 0)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var window = windows.AddOrUpdate(
            tokenId,
            _ => new Window(now, 1),
            (_, old) => now - old.Start >= Minute ? new Window(now, 1) : old with { Count = old.Count + 1 });
        return window.Count > most ? window.Start + Minute - now : null;
    }

    private sealed record Window(DateTimeOffset Start, int Count);
}
