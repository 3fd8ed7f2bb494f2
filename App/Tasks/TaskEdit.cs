using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>What to change of a task; what is not given stays.</summary>
public sealed record TaskEdit
{
    public Given<string> Name { get; init; }
    public Given<string> Description { get; init; }
    public Given<TaskState> Status { get; init; }
    public Given<bool> Urgent { get; init; }
    public Given<int> Priority { get; init; }
    public Given<DateOnly?> DueOn { get; init; }

    /// <inheritdoc cref="TaskItem.DueTime"/>
    public Given<TimeOnly?> DueTime { get; init; }

    public Given<DateOnly?> StartOn { get; init; }
    public Given<long?> AssignedId { get; init; }
    public Given<IReadOnlyList<string>> Labels { get; init; }

    /// <summary>The words of a <see cref="RepeatRule"/>; null ends it.</summary>
    public Given<string?> Repeat { get; init; }

    /// <summary>Another project of the same organization; without a list the task lands in its first.</summary>
    public Given<long> ProjectId { get; init; }

    /// <summary>A list of the task's project; without a position the task comes last.</summary>
    public Given<long> TaskListId { get; init; }

    /// <summary>The place of another task of the list, which moves down together with all that follow; past the end means last.</summary>
    public Given<int> Position { get; init; }

    /// <summary>The version that the person saw; null asks for no conflict check.</summary>
    public int? Version { get; init; }

    /// <summary>Finds what is wrong whatever the database holds.</summary>
    internal FieldErrors Check()
    {
        var errors = new FieldErrors();
        if (Name.IsGiven)
        {
            errors.AddIf(Names.Tidy(Name.Value).Length == 0, "name", TasksText.NameRequired);
            errors.AddIf(Names.Tidy(Name.Value).Length > TaskItem.NameLength, "name", TasksText.NameTooLong);
        }

        errors.AddIf(Description.Value?.Length > TaskItem.DescriptionLength, "description", TasksText.DescriptionTooLong);
        errors.AddIf(Priority.Value is < 0 or > TaskItem.MaxPriority, "priority", TasksText.Priority);
        errors.AddIf(IsBeyond(DueOn.Value), "due_on", TasksText.DateBeyond);
        errors.AddIf(IsBeyond(StartOn.Value), "start_on", TasksText.DateBeyond);
        errors.AddIf(Position is { IsGiven: true, Value: < 1 }, "position", TasksText.Position);
        errors.AddIf(Repeat.Value is { Length: > 0 } rule && RepeatRule.Read(rule) is null, "repeat", TasksText.NoSuchRule);
        if (Labels.Value is { } labels)
        {
            errors.AddIf(labels.Count > TaskItem.MaxLabels, "labels", TasksText.TooManyLabels);
            errors.AddIf(labels.Any(l => Names.Tidy(l).Length == 0), "labels", TasksText.LabelEmpty);
            errors.AddIf(labels.Any(l => Names.Tidy(l).Length > TaskItem.LabelLength), "labels", TasksText.LabelTooLong);
        }

        return errors;
    }

    /// <summary>The fields that are given, by the names that events have for them.</summary>
    internal HashSet<string> Fields() =>
    [
        .. new (bool IsGiven, string Name)[]
        {
            (Name.IsGiven, "name"), (Description.IsGiven, "description"), (Status.IsGiven, "status"), (Urgent.IsGiven, "urgent"),
            (Priority.IsGiven, "priority"), (DueOn.IsGiven, "due_on"), (DueTime.IsGiven, "due_time"), (StartOn.IsGiven, "start_on"),
            (AssignedId.IsGiven, "assigned_id"), (Labels.IsGiven, "labels"), (Repeat.IsGiven, "repeat"), (ProjectId.IsGiven, "project_id"),
            (TaskListId.IsGiven, "task_list_id"), (Position.IsGiven, "position"),
        }.Where(field => field.IsGiven).Select(field => field.Name),
    ];

    private static bool IsBeyond(DateOnly? date) => date < TaskItem.Earliest || date > TaskItem.Latest;

    /// <summary>Labels as they are kept: trimmed, each once.</summary>
    internal static List<string> Tidy(IReadOnlyList<string>? labels) =>
        [.. (labels ?? []).Select(Names.Tidy).Distinct(StringComparer.OrdinalIgnoreCase)];
}
