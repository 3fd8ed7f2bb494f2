using System.Globalization;
using TaskHub.Ui;

namespace TaskHub.Tasks;

/// <summary>How states, priorities and dates of tasks are said and toned.</summary>
public static class TaskWords
{
    /// <summary>In the order in which people are offered them.</summary>
    public static readonly IReadOnlyList<TaskState> States =
        [TaskState.New, TaskState.Open, TaskState.Hold, TaskState.Resolved, TaskState.Rejected];

    public static string Say(this TaskState state) => state switch
    {
        TaskState.New => TasksText.New,
        TaskState.Open => TasksText.Open,
        TaskState.Hold => TasksText.Hold,
        TaskState.Resolved => TasksText.Resolved,
        _ => TasksText.Rejected,
    };

    /// <summary>The words for a state by its API name; an unknown one is said as it is.</summary>
    public static string SayState(string name) =>
        States.Where(s => s.ToApi() == name).Select(s => s.Say()).FirstOrDefault(name);

    public static Tone Tone(this TaskState state) => state switch
    {
        TaskState.Open => Ui.Tone.Info,
        TaskState.Hold => Ui.Tone.Warn,
        TaskState.Resolved => Ui.Tone.Ok,
        _ => Ui.Tone.Neutral,
    };

    public static string Say(this TaskColumn column) => column switch
    {
        TaskColumn.Status => TasksText.Status,
        TaskColumn.Priority => TasksText.PriorityName,
        TaskColumn.Assignee => TasksText.Person,
        TaskColumn.List => TasksText.List,
        TaskColumn.Labels => TasksText.Labels,
        TaskColumn.Start => TasksText.StartOn,
        TaskColumn.Due => TasksText.DueOn,
        TaskColumn.Created => TasksText.CreatedAt,
        _ => TasksText.UpdatedAt,
    };

    /// <summary>What a list is ordered by when the head of a column is pressed; null where it cannot be.</summary>
    public static TaskOrder? OrderOf(TaskColumn column) => column switch
    {
        TaskColumn.Status => TaskOrder.Status,
        TaskColumn.Priority => TaskOrder.Priority,
        TaskColumn.Assignee => TaskOrder.Assignee,
        TaskColumn.List => TaskOrder.Board,
        TaskColumn.Start => TaskOrder.Start,
        TaskColumn.Due => TaskOrder.Due,
        TaskColumn.Created => TaskOrder.Newest,
        TaskColumn.Updated => TaskOrder.Updated,
        _ => null,
    };

    public static string Say(this TaskGroup group) => group switch
    {
        TaskGroup.List => TasksText.List,
        TaskGroup.Status => TasksText.Status,
        TaskGroup.Assignee => TasksText.Person,
        TaskGroup.Priority => TasksText.PriorityName,
        TaskGroup.Due => TasksText.DueOn,
        _ => TasksText.NoGroups,
    };

    public static string Say(this WorkTime time) => time switch
    {
        WorkTime.Overdue => TasksText.Overdue,
        WorkTime.Today => TasksText.DueToday,
        WorkTime.Soon => TasksText.NextSevenDays,
        WorkTime.Later => TasksText.LaterOn,
        _ => TasksText.NoDueDate,
    };

    public static string Priority(int priority) => priority switch
    {
        0 => TasksText.NoPriority,
        1 => "1 – lowest",
        TaskItem.MaxPriority => "10 – highest",
        _ => priority.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>"Today", "Tomorrow", "Yesterday", "4 Nov", and with its year when it is another.</summary>
    public static string Day(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        0 => TasksText.DueToday,
        1 => TasksText.DueTomorrow,
        -1 => TasksText.DueYesterday,
        _ => day.ToString(day.Year == today.Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture),
    };

    /// <summary>The same with the time, if there is one: "Tomorrow 15:00".</summary>
    public static string Day(DateOnly day, TimeOnly? time, DateOnly today) => time is { } at ? $"{Day(day, today)} {Clock(at)}" : Day(day, today);

    /// <summary>Whether a day, or the time on it, is over.</summary>
    public static bool IsPast(DateOnly day, TimeOnly? time, DateOnly today, Func<TimeOnly>? clock) =>
        day < today || (day == today && time is { } at && clock is not null && at < clock());

    public static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
