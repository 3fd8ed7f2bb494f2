using System.Globalization;
using TaskHub.Tasks;

namespace TaskHub;

/// <summary>Reads the dates of files.</summary>
public static class ImportDay
{
    private static readonly string[] DayFirst = ["d/M/yyyy", "d-M-yyyy", "d/M/yy"];
    private static readonly string[] MonthFirst = ["M/d/yyyy", "M-d-yyyy", "M/d/yy"];
    private static readonly string[] Clear =
        ["yyyy-M-d", "yyyy/M/d", "d.M.yyyy", "d. M. yyyy", "MMM d yyyy", "MMM d, yyyy", "MMMM d yyyy", "MMMM d, yyyy", "d MMM yyyy", "d MMMM yyyy", "ddd MMM d yyyy"];

    /// <summary>
    /// The day that a text means, or null. An instant is the day that it falls on in the reader's zone; what time of day stands behind a date is <see cref="Time"/>;
    /// <c>3/4/2026</c> is March 4 unless the day comes first; words are those of the app: "tomorrow", "fri", "in 2 weeks".
    /// </summary>
    public static DateOnly? Read(string text, bool dayFirst, DateOnly today, TimeZoneInfo zone)
    {
        text = text.Trim();
        if (text.Length > 10 && text[4..5] == "-" && text[10] is 'T' or ' ' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out _))
        {
            return IsInstant(text)
                ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture), zone).DateTime)
                : Exact(text[..10], Clear);
        }

        var forms = dayFirst ? DayFirst : MonthFirst;
        var words = text.Split(' ');
        var isTimed = words.Length is 2 or 3 && words[1].Contains(':', StringComparison.Ordinal);
        return Exact(text, Clear) ?? Exact(text, forms) ?? (isTimed ? Exact(words[0], Clear) ?? Exact(words[0], forms) : null) ?? DayWords.ReadTimed(text, today)?.Day;
    }

    /// <summary>
    /// The time of day that such a text means, or null: of an instant the one in the reader's zone, else what stands behind the day. Midnight
    /// without a zone is how spreadsheets write a day alone.
    /// </summary>
    public static TimeOnly? Time(string text, bool dayFirst, DateOnly today, TimeZoneInfo zone)
    {
        text = text.Trim();
        if (IsInstant(text))
        {
            var at = TimeZoneInfo.ConvertTime(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture), zone);
            return new TimeOnly(at.Hour, at.Minute);
        }

        var space = text.IndexOfAny([' ', 'T']);
        var time = space > 0 && Read(text, dayFirst, today, zone) is not null && TimeOnly.TryParse(text[(space + 1)..], CultureInfo.InvariantCulture, out var clock)
            ? new TimeOnly(clock.Hour, clock.Minute)
            : DayWords.ReadTimed(text, today)?.Time;
        return time == TimeOnly.MinValue ? null : time;
    }

    /// <summary>Whether the dates of a file have the day before the month; null where none of them tells.</summary>
    public static bool? DayComesFirst(IEnumerable<string> texts)
    {
        foreach (var parts in texts.Where(HasOrder).Select(Parts))
        {
            if (int.TryParse(parts[0], CultureInfo.InvariantCulture, out var first) && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var second) && (first > 12) != (second > 12))
            {
                return first > 12;
            }
        }

        return null;
    }

    /// <summary>Whether a date means another day where the day comes first.</summary>
    public static bool HasOrder(string text) => Parts(text) is [{ Length: 1 or 2 } first, { Length: 1 or 2 } second, _] && first.All(char.IsAsciiDigit) && second.All(char.IsAsciiDigit);

    private static string[] Parts(string text) => text.Trim().Split(' ')[0].Split('/', '-');

    private static bool IsInstant(string text) =>
        text.Length > 10 && text[4..5] == "-" && text[10] is 'T' or ' ' && (text[^1] == 'Z' || text[11..].AsSpan().IndexOfAny('+', '-') > 0)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out _);

    private static DateOnly? Exact(string text, string[] forms) =>
        DateOnly.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day)
        && day >= TaskItem.Earliest && day <= TaskItem.Latest ? day : null;
}
