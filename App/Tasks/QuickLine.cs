using System.Globalization;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>Who and when a quick line may speak of.</summary>
/// <param name="Me">The writer's id.</param>
/// <param name="People">Who can be given the task.</param>
/// <param name="Today">The date where the writer is.</param>
/// <param name="Clock">What the clock shows there.</param>
public sealed record QuickContext(long Me, IReadOnlyList<Person> People, DateOnly Today, Func<TimeOnly>? Clock = null);

/// <summary>
/// A task in one line: <c>Ship the build !high @me #web fri 15:00</c>. Marks (<c>!</c> <c>@</c> <c>#</c>) count wherever they stand when they
/// mean something, days and times only at the end, so that "Prepare friday lunch" stays a name, and so does a rule of repetition: <c>every mon</c>.
/// A name may be the whole one, <c>@Ada Lovelace</c>, a name or a label of several words may stand in quotes, <c>#"next year"</c>. A comma parts
/// labels, <c>#web,api</c>, and ends a mark. What is not understood stays in the name, and so do a second one of what a task has only one of,
/// and somebody's things: <c>@Ada's</c>.
/// </summary>
public sealed record QuickLine
{
    public required string Name { get; init; }
    public bool Urgent { get; init; }
    public int Priority { get; init; }
    public Person? Assignee { get; init; }
    public DateOnly? DueOn { get; init; }
    public TimeOnly? DueTime { get; init; }
    public string? Repeat { get; init; }
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Whether anything but a name was said.</summary>
    public bool HasMarks => Urgent || Priority > 0 || Assignee is not null || DueOn is not null || Repeat is not null || Labels.Count > 0;

    public NewTask ToTask(long projectId, long taskListId) => new(projectId, Name)
    {
        TaskListId = taskListId,
        Urgent = Urgent,
        Priority = Priority,
        AssignedId = Assignee?.Id,
        DueOn = DueOn,
        DueTime = DueTime,
        Repeat = Repeat,
        Labels = Labels,
    };

    public static QuickLine Read(string text, QuickContext context)
    {
        var (line, words) = Marks(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), context);
        line = Repeated(line, words, context);
        for (var length = Math.Min(5, words.Count - 1); length > 0; length--)
        {
            // A number with a colon alone may be anything; "at 15:00" and "today 15:00" are not.
            if (DayWords.ReadTimed(string.Join(' ', words.TakeLast(length)), context.Today, context.Clock) is { } said && (length > 1 || said.Time is null)
                && !IsOneOfMany(words, words.Count - length))
            {
                words.RemoveRange(words.Count - length, length);
                line = line with { DueOn = said.Day, DueTime = said.Time ?? line.DueTime };
                break;
            }
        }

        var name = string.Join(' ', words);
        // A line of marks alone is a name that looks like them.
        return name.Length == 0 ? new QuickLine { Name = text.Trim() } : line with { Name = name };
    }

    private static (QuickLine Line, List<string> Words) Marks(string[] words, QuickContext context)
    {
        var (line, rest) = (new QuickLine { Name = string.Empty }, new List<string>());
        for (var at = 0; at < words.Length;)
        {
            var (marked, length) = Several(line, words.AsSpan(at), context) ?? (Mark(line, words[at], context), 1);
            if (marked is null)
            {
                rest.AddRange(words.AsSpan(at, length));
            }

            line = marked ?? line;
            at += length;
        }

        return (line, rest);
    }

    /// <summary>Words that belong together, a whole name or what stands in quotes, and what they mark, which may be nothing.</summary>
    private static (QuickLine? Line, int Length)? Several(QuickLine line, ReadOnlySpan<string> words, QuickContext context)
    {
        string Said(ReadOnlySpan<string> some, int length) => string.Join(' ', some[..length].ToArray());
        if (words[0] is ['@' or '#', '"', ..])
        {
            for (var length = 1; length <= words.Length; length++)
            {
                if (Said(words, length).TrimEnd(',') is { Length: > 3 } said && said[^1] == '"')
                {
                    var inside = said[2..^1].Trim();
                    return (said[0] == '#' ? Labeled(line, inside) : Assigned(line, inside, context)) is { } marked ? (marked, length) : null;
                }
            }
        }
        else if (words[0].StartsWith('@') && line.Assignee is null)
        {
            foreach (var name in context.People.Select(p => p.Name).OrderByDescending(n => n.Length))
            {
                var length = name.Split(' ').Length;
                if (length > 1 && length <= words.Length && Said(words, length)[1..] is var said && said.StartsWith(name, StringComparison.OrdinalIgnoreCase)
                    && said[name.Length..] is "" or "," or "'s" or "’s" or "'" or "’")
                {
                    return (Assigned(line, said.TrimEnd(','), context), length);
                }
            }
        }

        return null;
    }

    private static QuickLine? Assigned(QuickLine line, string name, QuickContext context) =>
        line.Assignee is null && name.Length > 0 && FindPerson(name, context) is { } person ? line with { Assignee = person } : null;

    private static QuickLine? Labeled(QuickLine line, string label) =>
        label.Length is > 0 and <= TaskItem.LabelLength && !label.Contains('"', StringComparison.Ordinal) && !label.All(char.IsAsciiDigit) && line.Labels.Count < TaskItem.MaxLabels
            ? line with { Labels = [.. line.Labels.Where(l => !string.Equals(l, label, StringComparison.OrdinalIgnoreCase)), label] }
            : null;

    /// <summary>A rule of repetition at the end, with a time of day behind it or none: <c>every mon 9:00</c>. It is due when the rule first falls.</summary>
    private static QuickLine Repeated(QuickLine line, List<string> words, QuickContext context)
    {
        var at = words.FindLastIndex(w => w.Equals("every", StringComparison.OrdinalIgnoreCase));
        for (var end = words.Count; at > 0 && end > at + 1; end--)
        {
            if (RepeatRule.Read(string.Join(' ', words[at..end])) is not { } rule)
            {
                continue;
            }

            var first = rule.First(context.Today);
            var due = end == words.Count ? new SaidDay(first, null)
                : DayWords.ReadTimed($"{first.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {string.Join(' ', words[end..])}", context.Today, context.Clock);
            if (due is { } said)
            {
                words.RemoveRange(at, words.Count - at);
                return line with { Repeat = rule.ToString(), DueOn = said.Day, DueTime = said.Time };
            }
        }

        return line;
    }

    /// <summary>A day that stands behind "every", of which no rule could be made, is none.</summary>
    private static bool IsOneOfMany(List<string> words, int at)
    {
        bool Each(int word) => word >= 0 && words[word].ToLowerInvariant() is "every" or "each";
        return Each(at - 1) || (Each(at - 2) && words[at - 1].Equals("other", StringComparison.OrdinalIgnoreCase));
    }

    private static QuickLine? Mark(QuickLine line, string word, QuickContext context) => (word[0], word[1..].ToLowerInvariant()) switch
    {
        ('!', "urgent") => line with { Urgent = true },
        ('!', _) when line.Priority > 0 => null,
        ('!', "high") => line with { Priority = 8 },
        ('!', "medium") => line with { Priority = 5 },
        ('!', "low") => line with { Priority = 2 },
        ('!', var digits) when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is > 0 and <= TaskItem.MaxPriority =>
            line with { Priority = n },
        ('@', var name) => Assigned(line, name.TrimEnd(','), context),
        ('#', _) when word[1..].Trim(',') is { Length: > 0 } labels => labels.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate((QuickLine?)line, (all, label) => all is null ? null : Labeled(all, label)),
        _ => null,
    };

    /// <summary>By the whole name, the beginning of it, a later part of it, or the address before its @; only when it can be nobody else.</summary>
    private static Person? FindPerson(string name, QuickContext context)
    {
        if (name == "me")
        {
            return context.People.FirstOrDefault(p => p.Id == context.Me);
        }

        var whole = context.People.Where(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        var found = whole.Count > 0 ? whole : context.People.Where(p =>
            p.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase)
            || p.Name.Split(' ').Any(part => part.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            || p.Name.Replace(" ", "", StringComparison.Ordinal).StartsWith(name, StringComparison.OrdinalIgnoreCase)
            || p.Email.StartsWith(name + "@", StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>
    /// <c>today</c>, <c>tomorrow</c>, a weekday (the next one, never today), <c>next week</c> (its Monday), <c>next fri</c>
    /// (that week's), <c>1 dec</c>, <c>dec 1</c> (this year's, or next year's when it is past), <c>1 dec 2027</c>, <c>2026-12-01</c>, <c>1.12.2026</c>.
    /// </summary>
    internal static DateOnly? Day(string text, DateOnly today)
    {
        text = text.ToLowerInvariant();
        switch (text)
        {
            case "today":
                return today;
            case "tomorrow" or "tom":
                return today.AddDays(1);
            case "next week":
                return NextMonday(today);
        }

        if (Weekday(text) is { } day)
        {
            return today.AddDays((((int)day - (int)today.DayOfWeek + 6) % 7) + 1);
        }

        if (text.StartsWith("next ", StringComparison.Ordinal) && Weekday(text[5..]) is { } next)
        {
            return NextMonday(today).AddDays(((int)next + 6) % 7);
        }

        string[] forms = ["d MMM", "MMM d", "d MMMM", "MMMM d"];
        if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "d.M.yyyy", .. forms.Select(f => f + " yyyy"), .. forms.Select(f => f + ", yyyy")], CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact))
        {
            return exact;
        }

        foreach (var year in new[] { today.Year, today.Year + 1 })
        {
            // With its year, or the 29th of February would be judged in whichever year the clock of the machine says.
            if (DateOnly.TryParseExact($"{text} {year}", [.. forms.Select(f => f + " yyyy")], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                && date >= today)
            {
                return date;
            }
        }

        return null;
    }

    /// <summary><c>fri</c>, <c>Friday</c>; null when it is none.</summary>
    internal static DayOfWeek? Weekday(string text)
    {
        foreach (var day in Enum.GetValues<DayOfWeek>())
        {
            var name = day.ToString();
            if (text.Equals(name, StringComparison.OrdinalIgnoreCase) || text.Equals(name[..3], StringComparison.OrdinalIgnoreCase))
            {
                return day;
            }
        }

        return null;
    }

    private static DateOnly NextMonday(DateOnly today) => today.AddDays(7 - (((int)today.DayOfWeek + 6) % 7));
}
