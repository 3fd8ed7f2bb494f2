using System.Globalization;
using System.Text.RegularExpressions;

namespace TaskHub.Tasks;

/// <summary>Reads a date as people say it.</summary>
public static partial class DayWords
{
    /// <summary>
    /// What a line understands at its end, and <c>in 3 days</c>, <c>in a week</c>, <c>in 2 months</c>, <c>+5</c>, <c>next month</c> (its first
    /// day), <c>end of week</c> (Friday), <c>end of month</c>. Null when it is no date.
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
            case "end of month":
                return new DateOnly(today.Year, today.Month, 1).AddMonths(1).AddDays(-1);
            case "end of week":
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

    [GeneratedRegex(@"^(?:in |\+)(a|an|\d{1,3}) ?(day|week|month|year)?s?$", RegexOptions.NonBacktracking)]
    private static partial Regex Ahead();
}
