using System.Globalization;
using System.Text.RegularExpressions;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>A day as somebody said it, with the time of day if they said one.</summary>
public readonly record struct SaidDay(DateOnly Day, TimeOnly? Time)
{
    /// <summary>The edit that makes a task due then; a day alone leaves the time as it is.</summary>
    public TaskEdit Edit() => new() { DueOn = Day, DueTime = Time is null ? default(Given<TimeOnly?>) : Time };
}

/// <summary>Reads a date, and a time of day behind it, as people say them.</summary>
public static partial class DayWords
{
    /// <summary>
    /// What a line understands at its end, and <c>in 3 days</c>, <c>in a week</c>, <c>in 2 months</c>, <c>+5</c>, <c>next month</c> (its first
    /// day), <c>end of week</c> or <c>eow</c> (Friday), <c>end of month</c> or <c>eom</c>. Null when it is no date.
    /// </summary>
    public static DateOnly? Read(string text, DateOnly today)
    {
        text = text.Trim().ToLowerInvariant();
        switch (text)
        {
            case "yesterday":
                return today.AddDays(-1);
            case "next month":
                return new DateOnly(today.Year, today.Month, 1).AddMonths(1);
            case "end of month" or "eom":
                return new DateOnly(today.Year, today.Month, 1).AddMonths(1).AddDays(-1);
            case "end of week" or "eow":
                return today.AddDays(((int)DayOfWeek.Friday - (int)today.DayOfWeek + 7) % 7);
        }

        var match = Ahead().Match(text);
        if (!match.Success)
        {
            return QuickLine.Day(text, today);
        }

        var count = match.Groups[1].Value is "a" or "an" ? 1 : int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        return match.Groups[2].Value switch
        {
            "week" => today.AddDays(7 * count),
            "month" => today.AddMonths(count),
            "year" => today.AddYears(count),
            _ => today.AddDays(count),
        };
    }

    /// <summary>
    /// The same with a time behind it: <c>fri 15:00</c>, <c>tomorrow at 9am</c>, <c>1 dec 3:30pm</c>. A time alone is today's; a weekday that is
    /// today means today while that time is still to come. Null when it is no date.
    /// </summary>
    /// <param name="text">What somebody said.</param>
    /// <param name="today">The date where they are.</param>
    /// <param name="clock">What the clock shows there; null where no time of today counts as over.</param>
    public static SaidDay? ReadTimed(string text, DateOnly today, Func<TimeOnly>? clock = null)
    {
        text = text.Trim();
        // A number alone is no time: "1 dec 24" is not at midnight, "+5" is in five days.
        if (Clock().Match(text) is not { Success: true } said || !(said.Groups["minute"].Success || said.Groups["half"].Success))
        {
            return Read(text, today) is { } day ? new SaidDay(day, null) : null;
        }

        var hour = int.Parse(said.Groups["hour"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        var minute = said.Groups["minute"] is { Success: true } m ? int.Parse(m.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        var half = said.Groups["half"].Value.ToLowerInvariant();
        if (half.Length > 0 && hour is < 1 or > 12)
        {
            return null;
        }

        hour = half switch { "am" => hour % 12, "pm" => (hour % 12) + 12, _ => hour };
        var before = said.Groups["day"].Value.Trim();
        before = before.Equals("at", StringComparison.OrdinalIgnoreCase) ? "" : before.EndsWith(" at", StringComparison.OrdinalIgnoreCase) ? before[..^3] : before;
        var on = before.Length == 0 ? today : Read(before, today);
        if (hour > 23 || minute > 59 || on is null)
        {
            return null;
        }

        return At(before, on.Value, new TimeOnly(hour, minute), today, clock);
    }

    /// <summary>A day with a time; a weekday that is today means today while that time is still to come.</summary>
    internal static SaidDay At(string words, DateOnly day, TimeOnly time, DateOnly today, Func<TimeOnly>? clock) =>
        new(QuickLine.Weekday(words) == today.DayOfWeek && !TaskWords.IsPast(today, time, today, clock) ? today : day, time);

    [GeneratedRegex(@"^(?:(?<day>.+)\s)?(?<hour>\d{1,2})(?::(?<minute>\d{2}))?\s?(?<half>am|pm)?$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Clock();

    [GeneratedRegex(@"^(?:in |\+)(a|an|\d{1,3}) ?(day|week|month|year)?s?$", RegexOptions.NonBacktracking)]
    private static partial Regex Ahead();
}
