using System.Globalization;
using System.Text.RegularExpressions;

namespace TaskHub.Tasks;

/// <summary>How rules of repetition are offered and said.</summary>
internal static partial class RepeatWords
{
    /// <summary>The rules that people mostly want, for a task that is due on a day.</summary>
    public static IReadOnlyList<string> Usual(DateOnly due)
    {
        var day = due.DayOfWeek.ToString()[..3].ToLowerInvariant();
        string[] places = ["first", "second", "third", "fourth", "last"];
        return
        [
            "every day", "every weekday", $"every week on {day}", $"every 2 weeks on {day}",
            string.Create(CultureInfo.InvariantCulture, $"every month on day {due.Day}"), $"every month on the {places[(due.Day - 1) / 7]} {day}",
            "every year", "1 week after completion",
        ];
    }

    /// <summary>The rule as a sentence begins: "Every 2 weeks on Mon, Thu".</summary>
    public static string Say(string rule) => Capitals().Replace(rule, word => string.Concat(char.ToUpperInvariant(word.Value[0]).ToString(), word.Value.AsSpan(1)));

    // The first letter, and the weekdays.
    [GeneratedRegex(@"^\w|\b(?:mon|tue|wed|thu|fri|sat|sun)\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Capitals();
}
