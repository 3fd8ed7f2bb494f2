using System.Collections.Concurrent;

namespace TaskHub.Identity;

/// <summary>How often a person may have a whole table written into a file, which is the most work that one request can ask for.</summary>
public sealed class ExportLimit(TimeProvider time)
{
    public const int Most = 10;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<long, (DateTimeOffset Since, int Count)> exports = new();

    /// <summary>Counts an export. Null when it may go on, else how long to wait.</summary>
    public TimeSpan? Take(long userId)
    {
        var now = time.GetUtcNow();
        var (since, count) = exports.AddOrUpdate(
            userId, _ => (now, 1), (_, before) => before.Since + Window <= now ? (now, 1) : (before.Since, before.Count + 1));
        return count > Most ? since + Window - now : null;
    }
}
