using System.Globalization;
using System.Text.RegularExpressions;

namespace TaskHub.Tasks;

/// <summary>
/// Reads what stands in a field for a date. There every word speaks of a date, so that more is understood than at the end of a line, where
/// "call in 2 days" says when, and "wait 2 days" what.
/// </summary>
public static partial class DateWords
{
    private static readonly string[] Numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>
    /// What <see cref="DayWords.ReadTimed"/> reads, and <c>+3d</c>, <c>2 days</c>, <c>in two weeks</c>, <c>day after tomorrow</c>; a time also
    /// before its day, as <c>noon</c>, and after a day in words as an hour alone: <c>noon tomorrow</c>, <c>9:30 on 1 dec</c>, <c>tomorrow 9</c>.
    /// Null when it is no date.
    /// </summary>
    /// <param name="text">What somebody said.</param>
    /// <param name="today">The date where they are.</param>
    /// <param name="clock">What the clock shows there; null where no time of today counts as over.</param>
    public static SaidDay? Read(string text, DateOnly today, Func<TimeOnly>? clock = null)
    {
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
        if (DayWords.ReadTimed(text, today, clock) is { } said)
        {
            return said;
        }

        if (Day(text, today) is { } alone)
        {
            return new SaidDay(alone, null);
        }

        foreach (var match in new[] { TimeLast().Match(text), TimeFirst().Match(text) })
        {
            var words = match.Groups["day"].Value;
            if (match.Success && Time(match, words) is { } time && (words.Length == 0 ? today : Day(words, today)) is { } day)
            {
                return DayWords.At(words, day, time, today, clock);
            }
        }

        return null;
    }

    private static DateOnly? Day(string text, DateOnly today)
    {
        if (text == "day after tomorrow" || text == "the day after tomorrow")
        {
            return today.AddDays(2);
        }

        if (Ahead().Match(text) is not { Success: true } ahead)
        {
            return DayWords.Read(text, today);
        }

        var said = ahead.Groups["count"].Value;
        var count = said is "a" or "an" ? 1 : Array.IndexOf(Numbers, said) is >= 0 and var at ? at + 1 : int.Parse(said, NumberStyles.None, CultureInfo.InvariantCulture);
        return ahead.Groups["unit"].ValueSpan switch
        {
            ['w', ..] => today.AddDays(7 * count),
            ['m', ..] => today.AddMonths(count),
            ['y', ..] => today.AddYears(count),
            _ => today.AddDays(count),
        };
    }

    // A number alone is an hour only where it cannot belong to the day: "tomorrow 9" and "at 9", never "1 dec 9".
    private static TimeOnly? Time(Match match, string day)
    {
        if (match.Groups["noon"].Success)
        {
            return new TimeOnly(12, 0);
        }

        var (minutes, half) = (match.Groups["minute"], match.Groups["half"].Value);
        if (!minutes.Success && half.Length == 0 && (day.Any(char.IsAsciiDigit) || (day.Length == 0 && !match.Groups["at"].Success)))
        {
            return null;
        }

        var hour = int.Parse(match.Groups["hour"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        var minute = minutes.Success ? int.Parse(minutes.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        if (half.Length > 0)
        {
            hour = hour is >= 1 and <= 12 ? (hour % 12) + (half == "pm" ? 12 : 0) : 24;
        }

        return hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : null;
    }

    private const string Clock = @"(?<at>at )?(?:(?<noon>noon)|(?<hour>\d{1,2})(?::(?<minute>\d{2}))? ?(?<half>am|pm)?)";

    [GeneratedRegex(@"^(?:(?<day>.+?) )??" + Clock + "$", RegexOptions.NonBacktracking)]
    private static partial Regex TimeLast();

    [GeneratedRegex("^" + Clock + @" (?:on )?(?<day>.+)$", RegexOptions.NonBacktracking)]
    private static partial Regex TimeFirst();

    [GeneratedRegex(
        @"^(?:in |\+ ?)?(?<count>an?|\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) ?(?<unit>d|days?|w|weeks?|mo|months?|y|years?)(?: from now| from today)?$",
        RegexOptions.NonBacktracking)]
    private static partial Regex Ahead();
}
