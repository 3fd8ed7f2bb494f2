using System.Collections.Concurrent;

namespace TaskHub.Api;

/// <summary>How often a token may call: so many requests in each minute, counted from its first.</summary>
internal sealed class RateLimit(ApiOptions options, TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<long, Window> windows = new();

    /// <summary>Counts a request. Null when it may pass, else how long to wait.</summary>
    public TimeSpan? Take(long tokenId)
    {
        if (options.RequestsPerMinute == 0)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var window = windows.AddOrUpdate(
            tokenId,
            _ => new Window(now, 1),
            (_, old) => now - old.Start >= Minute ? new Window(now, 1) : old with { Count = old.Count + 1 });
        return window.Count > options.RequestsPerMinute ? window.Start + Minute - now : null;
    }

    private sealed record Window(DateTimeOffset Start, int Count);
}

/// <summary>The settings of the API.</summary>
/// <param name="RequestsPerMinute"><c>TaskHub:Api:RequestsPerMinute</c>, for each token; 0 switches the limit off.</param>
internal sealed record ApiOptions(int RequestsPerMinute)
{
    public const string Key = "TaskHub:Api:RequestsPerMinute";

    /// <summary>Throws, naming the key, when the value is no count.</summary>
    public static ApiOptions Read(IConfiguration configuration)
    {
        var text = configuration[Key];
        return string.IsNullOrWhiteSpace(text) ? new(6_000)
            : int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var count) && count >= 0 ? new(count)
            : throw new InvalidOperationException($"{Key} is a whole number from 0, and not \"{text}\".");
    }
}
