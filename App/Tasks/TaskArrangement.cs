using System.Globalization;

namespace TaskHub.Tasks;

/// <summary>By what a list of tasks is ordered.</summary>
public enum TaskOrder
{
    /// <summary>As on the board: by task list, then by place.</summary>
    Board,
    Name,
    Status,
    Priority,
    Assignee,
    Due,
    Start,
    Newest,
    Updated,
}

/// <summary>Under which headings a list of tasks stands.</summary>
public enum TaskGroup
{
    None,
    List,
    Status,
    Assignee,
    Priority,
    Due,
}

/// <summary>A column of a list of tasks that can be shown or not; the title always is.</summary>
public enum TaskColumn
{
    Status,
    Priority,
    Assignee,
    List,
    Labels,
    Start,
    Due,
    Created,
    Updated,
}

/// <summary>What an address says of how a list of tasks is arranged, whatever it says: what makes no sense is left out.</summary>
public static class TaskArrangement
{
    internal const string Reverse = "-desc";
    internal const string NoColumns = "none";

    public static readonly IReadOnlyList<TaskColumn> AllColumns = Enum.GetValues<TaskColumn>();

    public static readonly IReadOnlyList<TaskColumn> UsualColumns =
        [TaskColumn.Status, TaskColumn.Priority, TaskColumn.Assignee, TaskColumn.List, TaskColumn.Due];

    public static WorkView View(string? text) => OneOf<WorkView>(text);

    public static TaskGroup Group(string? text) => OneOf<TaskGroup>(text);

    /// <summary>Such as <c>due</c>, and <c>due-desc</c> for the other way round.</summary>
    public static (TaskOrder Order, bool Reversed) Order(string? text) =>
        text?.EndsWith(Reverse, StringComparison.Ordinal) == true ? (OneOf<TaskOrder>(text[..^Reverse.Length]), true) : (OneOf<TaskOrder>(text), false);

    /// <summary>Such as <c>status.due</c>; null when the address says nothing.</summary>
    public static IReadOnlyList<TaskColumn>? Columns(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var named = text.Split('.').ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. AllColumns.Where(c => named.Contains(c.ToString()))];
    }

    /// <summary>Such as <c>2026-11</c>.</summary>
    public static DateOnly? Month(string? text) =>
        DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day >= TaskItem.Earliest && day <= TaskItem.Latest ? day : null;

    private static T OneOf<T>(string? text)
        where T : struct, Enum =>
        Enum.GetValues<T>().FirstOrDefault(value => value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase));
}
