using System.Globalization;
using System.Text.RegularExpressions;

namespace TaskHub.Tasks;

/// <summary>What a rule counts in.</summary>
public enum RepeatUnit
{
    Day,
    Week,
    Month,
    Year,
}

/// <summary>
/// When a task comes again, in words that people and programs write alike: <c>every day</c>, <c>every weekday</c>,
/// <c>every 2 weeks on mon, thu</c>, <c>every month on day 31</c>, <c>every month on the last fri</c>, <c>every year</c>,
/// <c>3 days after completion</c>. It speaks of dates only, so no clock that is put forward or back moves it.
/// </summary>
public sealed partial record RepeatRule
{
    private const int Most = 400;

    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    private static readonly string[] Places = ["first", "second", "third", "fourth", "last"];

    /// <summary>Every how many units.</summary>
    public required int Every { get; init; }

    public required RepeatUnit Unit { get; init; }

    /// <summary>Counted from the day on which it is completed, not from the day on which it was due.</summary>
    public bool AfterCompletion { get; init; }

    /// <summary>Weekdays of a week, 0 for Monday.</summary>
    public IReadOnlyList<int> Weekdays { get; init; } = [];

    /// <summary>The day of a month; past its end, its last one.</summary>
    public int? DayOfMonth { get; init; }

    /// <summary>Which one of its weekday in a month, 0 for the first, 4 for the last.</summary>
    public int? Place { get; init; }

    /// <summary>Null when the words are no rule.</summary>
    public static RepeatRule? Read(string? words)
    {
        var text = string.Join(' ', (words ?? "").ToLowerInvariant().Replace(",", " ", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        text = text switch
        {
            "daily" => "every day",
            "weekly" => "every week",
            "monthly" => "every month",
            "yearly" => "every year",
            "every weekday" or "every workday" => "every week on mon tue wed thu fri",
            _ => text,
        };
        if (After().Match(text) is { Success: true } after)
        {
            return Checked(new RepeatRule { Every = Count(after.Groups[1]), Unit = UnitOf(after.Groups[2]), AfterCompletion = true });
        }

        var match = Regular().Match(text);
        if (!match.Success)
        {
            // "every mon thu" is a week's rule.
            return text.StartsWith("every ", StringComparison.Ordinal) && Listed(text["every ".Length..]) is { } days
                ? new RepeatRule { Every = 1, Unit = RepeatUnit.Week, Weekdays = days }
                : null;
        }

        var rule = new RepeatRule { Every = Count(match.Groups[1]), Unit = UnitOf(match.Groups[2]) };
        return Checked(match.Groups[3].Success ? With(rule, match.Groups[3].Value) : rule);
    }

    /// <summary>The next date after one, given when the task was completed.</summary>
    public DateOnly Next(DateOnly after, DateOnly completed)
    {
        if (AfterCompletion)
        {
            return Add(completed, Every);
        }

        // What was missed meanwhile is not made up for.
        var next = Step(after, after);
        for (var i = 0; next < completed && i < 10_000; i++)
        {
            next = Step(next, after);
        }

        return next;
    }

    /// <summary>The day on which what has no date yet first falls: one day, or the next after it that the rule names.</summary>
    public DateOnly First(DateOnly from)
    {
        var before = from.AddDays(-1);
        return Weekdays.Count > 0 || DayOfMonth is not null ? (this with { Every = 1 }).Step(before, before) : from;
    }

    /// <summary>The dates that come next, for showing them.</summary>
    public IReadOnlyList<DateOnly> Coming(DateOnly after, DateOnly today, int count = 3)
    {
        var dates = new List<DateOnly>();
        for (var date = after; dates.Count < count;)
        {
            date = Next(date, AfterCompletion && dates.Count > 0 ? date : today);
            dates.Add(date);
        }

        return dates;
    }

    public override string ToString()
    {
        var unit = Unit.ToString().ToLowerInvariant();
        if (AfterCompletion)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{Every} {unit}{(Every == 1 ? "" : "s")} after completion");
        }

        if (Unit == RepeatUnit.Week && Every == 1 && Weekdays.SequenceEqual([0, 1, 2, 3, 4]))
        {
            return "every weekday";
        }

        var every = Every == 1 ? $"every {unit}" : string.Create(CultureInfo.InvariantCulture, $"every {Every} {unit}s");
        return Unit switch
        {
            RepeatUnit.Week when Weekdays.Count > 0 => $"{every} on {string.Join(", ", Weekdays.Select(d => Days[d]))}",
            RepeatUnit.Month when Place is { } place => $"{every} on the {Places[place]} {Days[Weekdays[0]]}",
            RepeatUnit.Month when DayOfMonth is { } day => string.Create(CultureInfo.InvariantCulture, $"{every} on day {day}"),
            _ => every,
        };
    }

    private DateOnly Step(DateOnly from, DateOnly origin) => Unit switch
    {
        RepeatUnit.Week when Weekdays.Count > 0 => NextWeekday(from, origin),
        RepeatUnit.Month when Place is not null || DayOfMonth is not null => NextInMonth(from),
        // From the day on which it began, or the 31st would be the 28th for ever after one February.
        RepeatUnit.Month => origin.AddMonths((((from.Year - origin.Year) * 12) + from.Month - origin.Month) + Every),
        RepeatUnit.Year => origin.AddYears(from.Year - origin.Year + Every),
        _ => Add(from, Every),
    };

    private DateOnly NextWeekday(DateOnly from, DateOnly origin)
    {
        var first = Monday(origin);
        for (var date = from.AddDays(1); ; date = date.AddDays(1))
        {
            if (Weekdays.Contains(DayOf(date)) && (Monday(date).DayNumber - first.DayNumber) / 7 % Every == 0)
            {
                return date;
            }
        }
    }

    private DateOnly NextInMonth(DateOnly from)
    {
        var here = InMonth(new DateOnly(from.Year, from.Month, 1));
        return here > from ? here : InMonth(new DateOnly(from.Year, from.Month, 1).AddMonths(Every));
    }

    private DateOnly InMonth(DateOnly first)
    {
        var length = DateTime.DaysInMonth(first.Year, first.Month);
        if (Place is not { } place)
        {
            return first.AddDays(Math.Min(DayOfMonth!.Value, length) - 1);
        }

        var day = first.AddDays((Weekdays[0] - DayOf(first) + 7) % 7);
        return place < 4 ? day.AddDays(7 * place) : day.AddDays(7 * ((length - day.Day) / 7));
    }

    private DateOnly Add(DateOnly date, int count) => Unit switch
    {
        RepeatUnit.Day => date.AddDays(count),
        RepeatUnit.Week => date.AddDays(7 * count),
        RepeatUnit.Month => date.AddMonths(count),
        _ => date.AddYears(count),
    };

    private static RepeatRule? With(RepeatRule rule, string on)
    {
        if (rule.Unit == RepeatUnit.Week)
        {
            return Listed(on) is { } days ? rule with { Weekdays = days } : null;
        }

        var words = on.Split(' ');
        return rule.Unit != RepeatUnit.Month ? null
            : words is ["day", var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= 1 and <= 31
                ? rule with { DayOfMonth = day }
            : words is ["the", var which, var name] && Array.IndexOf(Places, which) is >= 0 and var place && DayNamed(name) is { } weekday
                ? rule with { Place = place, Weekdays = [weekday] }
            : null;
    }

    private static List<int>? Listed(string text)
    {
        var days = text.Split(' ').Where(w => w != "and").Select(DayNamed).ToList();
        return days.Count > 0 && days.All(d => d is not null) ? [.. days.Select(d => d!.Value).Distinct().Order()] : null;
    }

    // "mon", "monday", "mondays".
    private static int? DayNamed(string name) =>
        name.Length >= 3 && Array.IndexOf(Days, name[..3]) is >= 0 and var day && ((DayOfWeek)((day + 1) % 7)).ToString().ToLowerInvariant() is var full
        && (name.Length == 3 || name == full || name == full + "s") ? day : null;

    private static RepeatRule? Checked(RepeatRule? rule) => rule is { Every: >= 1 and <= Most } ? rule : null;

    private static int Count(Group group) => group.Success ? int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0 : 1;

    private static RepeatUnit UnitOf(Group group) => Enum.Parse<RepeatUnit>(group.Value, ignoreCase: true);

    private static int DayOf(DateOnly date) => ((int)date.DayOfWeek + 6) % 7;

    private static DateOnly Monday(DateOnly date) => date.AddDays(-DayOf(date));

    [GeneratedRegex(@"^(?:every )?(\d{1,3})? ?(day|week|month|year)s? after completion$", RegexOptions.NonBacktracking)]
    private static partial Regex After();

    [GeneratedRegex(@"^every (?:(\d{1,3}) )?(day|week|month|year)s?(?: on (.+))?$", RegexOptions.NonBacktracking)]
    private static partial Regex Regular();
}
