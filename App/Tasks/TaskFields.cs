namespace TaskHub.Tasks;

/// <summary>A field of a task that is edited where the task is shown.</summary>
/// <param name="Name">As the page and its script call it.</param>
/// <param name="Text">As people call it.</param>
/// <param name="Icon">Its sign.</param>
/// <param name="Key">The single key that opens it.</param>
/// <param name="IsText">It is written rather than chosen.</param>
public sealed record TaskField(string Name, string Text, string Icon, string Key, bool IsText = false);

/// <summary>The fields that cards and rows let people edit.</summary>
internal static class TaskFields
{
    /// <summary>No field, but all that can be done with a task.</summary>
    public const string Task = "task";
    public const string Title = "title";
    public const string Status = "status";
    public const string Assignee = "assignee";
    public const string Priority = "priority";
    public const string Due = "due";
    public const string Labels = "labels";
    public const string List = "list";
    public const string Project = "project";

    public static readonly IReadOnlyList<TaskField> OfOne =
    [
        new(Title, TasksText.Title, "pencil", "R", IsText: true),
        new(Status, TasksText.Status, "circle-dot", "S"),
        new(Assignee, TasksText.Person, "user", "A"),
        new(Priority, TasksText.PriorityName, "flag", "P"),
        new(Due, TasksText.DueOn, "calendar", "D", IsText: true),
        new(Labels, TasksText.Labels, "tag", "L", IsText: true),
        new(List, TasksText.MoveTo, "move", "M"),
        new(Project, TasksText.MoveToProject, "folder", "Shift+M"),
    ];

    public static readonly IReadOnlyList<TaskField> OfSeveral = [.. OfOne.Skip(1)];

    public static TaskField? Find(string name) =>
        name == Task ? new(Task, TasksText.TaskActions, "ellipsis", string.Empty) : OfOne.FirstOrDefault(f => f.Name == name);

    /// <summary>What a field holds, to tell whether someone else has changed that very field meanwhile.</summary>
    public static Func<TaskView, object?> ValueOf(string name) => name switch
    {
        Title => t => t.Name,
        Status => t => t.State,
        Assignee => t => t.Assignee?.Id,
        Priority => t => (t.Priority, t.Urgent),
        Due => t => (t.DueOn, t.DueTime),
        Labels => t => t.Labels,
        _ => _ => null,
    };

    /// <summary>The days that are asked for most.</summary>
    public static IReadOnlyList<(string Text, DateOnly Day)> Days(DateOnly today) => [.. new[]
    {
        (TasksText.DueToday, today),
        (TasksText.DueTomorrow, today.AddDays(1)),
        (TasksText.EndOfWeek, DayWords.Read("end of week", today)!.Value),
        (TasksText.NextWeek, DayWords.Read("next week", today)!.Value),
        (TasksText.InTwoWeeks, today.AddDays(14)),
    }.DistinctBy(d => d.Item2)];
}
