using System.Globalization;

namespace TaskHub.Webhooks;

/// <summary>A filter in an address: each part under its name, times to the second in UTC, or how long ago, such as <c>24h</c>.</summary>
public static class FilterUrl
{
    private static readonly string[] Times = ["since", "until", "tried_since", "tried_until"];
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The query of a filter, with its question mark; empty for none.</summary>
    public static string ToQuery(this DeliveryFilter filter)
    {
        (string Name, string? Value)[] parts =
        [
            ("state", filter.State), ("event", filter.Event), ("code", filter.Code), ("error", filter.Error), ("since", Time(filter.Since)), ("until", Time(filter.Until)),
            ("tried_since", Time(filter.TriedSince)), ("tried_until", Time(filter.TriedUntil)),
            ("task", filter.TaskId?.ToString(CultureInfo.InvariantCulture)), ("q", filter.Q),
        ];
        var given = parts.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}").ToList();
        return given.Count == 0 ? "" : $"?{string.Join('&', given)}";
    }

    public static string? Time(DateTimeOffset? time) => time?.ToUniversalTime().ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>A time as an address gives it; null for none, and for what is none.</summary>
    public static DateTimeOffset? Time(string? text, DateTimeOffset now) =>
        string.IsNullOrEmpty(text) ? null
        : text[^1] is 'h' && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours < 100_000 ? now - TimeSpan.FromHours(hours)
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time
        : null;

    /// <summary>The filter of an address whose parts these are.</summary>
    public static DeliveryFilter Read(Func<string, string?> part, DateTimeOffset now) => new()
    {
        Misread = Times.FirstOrDefault(name => part(name) is { } text && Time(text, now) is null)
            ?? (part("task") is { } said && !long.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? "task" : null),
        State = part("state"),
        Event = part("event"),
        Code = part("code"),
        Error = part("error"),
        Since = Time(part("since"), now),
        Until = Time(part("until"), now),
        TriedSince = Time(part("tried_since"), now),
        TriedUntil = Time(part("tried_until"), now),
        TaskId = long.TryParse(part("task"), NumberStyles.None, CultureInfo.InvariantCulture, out var task) ? task : null,
        Q = part("q"),
    };
}
