using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>
/// Which tasks of a project to show; it lives in the page's address, so that a reload or a shared link shows the same. Several values of one
/// field, with commas between them, mean any of them; the fields together mean all of them.
/// </summary>
public sealed record TaskFilter
{
    /// <summary>Words that the name holds, or a key such as <c>TH-42</c>.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary><c>active</c> (all that is not done), <c>done</c>, states by their API names, or empty for all.</summary>
    public string Status { get; init; } = string.Empty;

    /// <summary><c>me</c>, <c>none</c>, people's ids, or empty for anyone.</summary>
    public string Assignee { get; init; } = string.Empty;

    /// <summary>Labels, or empty for any.</summary>
    public string Label { get; init; } = string.Empty;

    /// <summary><c>overdue</c>, <c>today</c>, <c>week</c> (today and the six days that follow), <c>none</c>, or empty for any.</summary>
    public string Due { get; init; } = string.Empty;

    /// <summary>The date where the reader is, which <see cref="Due"/> counts from.</summary>
    public DateOnly Today { get; init; }

    public bool IsEmpty => Text.Length == 0 && Status.Length == 0 && Assignee.Length == 0 && Label.Length == 0 && Due.Length == 0;

    /// <summary>From the values of an address, whatever they are: what makes no sense is left out.</summary>
    public static TaskFilter From(string? text, string? status, string? assignee, string? label = null, string? due = null, DateOnly today = default) => new()
    {
        Text = text?.Trim() ?? string.Empty,
        Status = Kept(status, s => States(s).Count > 0),
        Assignee = Kept(assignee, a => a is "me" or "none" || long.TryParse(a, NumberStyles.None, CultureInfo.InvariantCulture, out _)),
        Label = Kept(label, l => l.Length <= TaskItem.LabelLength),
        Due = Kept(due, d => d is "overdue" or "today" or "week" or "none"),
        Today = today,
    };

    /// <summary>The values of one field; a comma or a backslash that belongs to a value has a backslash before it.</summary>
    public static IReadOnlyList<string> Values(string field)
    {
        var values = new List<StringBuilder> { new() };
        for (var at = 0; at < field.Length; at++)
        {
            if (field[at] == ',')
            {
                values.Add(new());
                continue;
            }

            at += field[at] == '\\' && at + 1 < field.Length && field[at + 1] is ',' or '\\' ? 1 : 0;
            values[^1].Append(field[at]);
        }

        return [.. values.Select(v => v.ToString().Trim()).Where(v => v.Length > 0)];
    }

    /// <summary>One field with these values.</summary>
    public static string Joined(IEnumerable<string> values) =>
        string.Join(',', values.Select(v => v.Replace(@"\", @"\\", StringComparison.Ordinal).Replace(",", @"\,", StringComparison.Ordinal)));

    /// <summary>One field with a value more, or less.</summary>
    public static string Toggled(string field, string value)
    {
        var values = Values(field);
        return Joined(values.Contains(value) ? values.Where(v => v != value) : values.Append(value));
    }

    /// <summary>What an address says after the question mark, with a label of its filter called otherwise.</summary>
    public static string Relabeled(string query, string from, string to)
    {
        const string field = "label=";
        string Part(string part) => part.StartsWith(field, StringComparison.Ordinal)
            ? field + Uri.EscapeDataString(Joined(Values(Uri.UnescapeDataString(part[field.Length..].Replace('+', ' ')))
                .Select(l => string.Equals(l, from, StringComparison.OrdinalIgnoreCase) ? to : l).Distinct()))
            : part;
        return string.Join('&', query.Split('&').Select(Part));
    }

    public IQueryable<TaskItem> Apply(IQueryable<TaskItem> tasks, Actor actor)
    {
        var states = Values(Status).SelectMany(States).Distinct().ToList();
        if (states.Count > 0)
        {
            tasks = tasks.Where(t => states.Contains(t.State));
        }

        var people = Values(Assignee).Where(a => a != "none")
            .Select(a => a == "me" ? actor.UserId : long.Parse(a, CultureInfo.InvariantCulture)).Cast<long?>().ToList();
        if (Assignee.Length > 0)
        {
            var nobody = Values(Assignee).Contains("none");
            tasks = tasks.Where(t => people.Contains(t.AssignedId) || (nobody && t.AssignedId == null));
        }

        var labels = Values(Label);
        if (labels.Count > 0)
        {
            tasks = tasks.Where(t => t.Labels.Any(l => labels.Contains(l)));
        }

        tasks = DueBy(tasks);
        if (Text.Length > 0)
        {
            var (words, id) = (AppDbContext.Containing(Text), TaskKey.TryParse(Text) ?? 0);
            tasks = tasks.Where(t => t.Id == id || EF.Functions.Like(t.Name, words, AppDbContext.LikeEscape));
        }

        return tasks;
    }

    private IQueryable<TaskItem> DueBy(IQueryable<TaskItem> tasks)
    {
        if (Due.Length == 0)
        {
            return tasks;
        }

        var due = Values(Due);
        var (overdue, today, week, none) = (due.Contains("overdue"), due.Contains("today"), due.Contains("week"), due.Contains("none"));
        var (now, end) = (Today, Today.AddDays(6));
        return tasks.Where(t => (none && t.DueOn == null) || (today && t.DueOn == now) || (week && t.DueOn >= now && t.DueOn <= end)
            || (overdue && t.DueOn < now && t.State != TaskState.Resolved && t.State != TaskState.Rejected));
    }

    private static string Kept(string? field, Func<string, bool> makesSense) => Joined(Values(field ?? string.Empty).Where(makesSense).Distinct());

    private static IReadOnlyList<TaskState> States(string status) => status switch
    {
        "active" => [TaskState.New, TaskState.Open, TaskState.Hold],
        "done" => [TaskState.Resolved, TaskState.Rejected],
        "new" => [TaskState.New],
        "open" => [TaskState.Open],
        "hold" => [TaskState.Hold],
        "resolved" => [TaskState.Resolved],
        "rejected" => [TaskState.Rejected],
        _ => [],
    };
}
