namespace TaskHub.Jobs;

/// <summary>The words of this room.</summary>
internal static class JobsText
{
    private const int Longest = 500;
    private const int LongestTrace = 6000;

    /// <summary>An interval as people say it: "every 10 seconds", "every minute", "every 1 hour 30 minutes".</summary>
    public static string Every(TimeSpan interval)
    {
        List<(long Count, string Unit)> parts =
        [
            (interval.Days, "day"), (interval.Hours, "hour"), (interval.Minutes, "minute"), (interval.Seconds, "second"),
            (interval.Milliseconds, "millisecond"),
        ];
        parts.RemoveAll(part => part.Count == 0);
        if (parts is [(1, var only)])
        {
            return $"every {only}";
        }

        return "every " + string.Join(' ', parts.Select(part => part.Count == 1 ? $"1 {part.Unit}" : $"{part.Count} {part.Unit}s"));
    }

    /// <summary>An error with the places it passed through, cut where it is long.</summary>
    public static string? Trace(Exception? error) =>
        error?.ToString() is not { } text ? null : text.Length <= LongestTrace ? text : string.Concat(text.AsSpan(0, LongestTrace), "…");

    /// <summary>Messages are kept in memory for each run, so a huge one is cut.</summary>
    public static string Shorten(string text) => text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest), "…");
}
