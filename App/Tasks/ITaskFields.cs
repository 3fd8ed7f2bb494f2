using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>What people edit of a task, whether as it is kept or as it is shown.</summary>
internal interface ITaskFields
{
    string Name { get; }
    string Description { get; }
    TaskState State { get; }
    bool Urgent { get; }
    int Priority { get; }
    DateOnly? DueOn { get; }
    TimeOnly? DueTime { get; }
    DateOnly? StartOn { get; }
    long? AssignedId { get; }
    IReadOnlyList<string> Labels { get; }
    string? Repeat { get; }
}

/// <summary>Taking back what somebody changed, and nothing that others changed since.</summary>
internal static class TakingBack
{
    /// <summary>What the task has now in the fields that <paramref name="edit"/> sets; where it stands is not among them.</summary>
    public static TaskEdit Now(this ITaskFields task, TaskEdit edit) => new()
    {
        Name = Of(edit.Name.IsGiven, task.Name),
        Description = Of(edit.Description.IsGiven, task.Description),
        Status = Of(edit.Status.IsGiven, task.State),
        Urgent = Of(edit.Urgent.IsGiven, task.Urgent),
        Priority = Of(edit.Priority.IsGiven, task.Priority),
        DueOn = Of(edit.DueOn.IsGiven, task.DueOn),
        DueTime = Of(edit.DueOn.IsGiven || edit.DueTime.IsGiven, task.DueTime),
        StartOn = Of(edit.StartOn.IsGiven, task.StartOn),
        AssignedId = Of(edit.AssignedId.IsGiven, task.AssignedId),
        Labels = Of<IReadOnlyList<string>>(edit.Labels.IsGiven, [.. task.Labels]),
        Repeat = Of(edit.Repeat.IsGiven, task.Repeat),
    };

    /// <summary>What is left of <paramref name="back"/> where the task still has what was <paramref name="set"/>.</summary>
    public static TaskEdit Unless(this TaskItem task, TaskEdit back, TaskEdit set)
    {
        var moved = set.TaskListId.IsGiven && task.TaskListId != set.TaskListId.Value;
        return back with
        {
            Name = Still(back.Name, set.Name, task.Name),
            Description = Still(back.Description, set.Description, task.Description),
            Status = Still(back.Status, set.Status, task.State),
            Urgent = Still(back.Urgent, set.Urgent, task.Urgent),
            Priority = Still(back.Priority, set.Priority, task.Priority),
            DueOn = Still(back.DueOn, set.DueOn, task.DueOn),
            DueTime = Still(back.DueTime, set.DueTime, task.DueTime),
            StartOn = Still(back.StartOn, set.StartOn, task.StartOn),
            AssignedId = Still(back.AssignedId, set.AssignedId, task.AssignedId),
            Labels = back.Labels.IsGiven && !task.Labels.SequenceEqual(set.Labels.Value ?? []) ? default : back.Labels,
            Repeat = Still(back.Repeat, set.Repeat, task.Repeat),
            ProjectId = moved ? default : back.ProjectId,
            TaskListId = moved ? default : back.TaskListId,
            Position = moved ? default : back.Position,
        };
    }

    private static Given<T> Of<T>(bool isGiven, T value) => isGiven ? Given.Of(value) : default;

    private static Given<T> Still<T>(Given<T> back, Given<T> set, T now) =>
        back.IsGiven && !EqualityComparer<T>.Default.Equals(set.Value, now) ? default : back;
}
