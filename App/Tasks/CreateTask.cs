using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Projects;

namespace TaskHub.Tasks;

/// <summary>A task to be. A project and a name suffice: it then comes last in the project's first list.</summary>
public sealed record NewTask(long ProjectId, string Name)
{
    public string Description { get; init; } = string.Empty;
    public long? TaskListId { get; init; }
    public TaskState Status { get; init; } = TaskState.Open;
    public bool Urgent { get; init; }
    public int Priority { get; init; }
    public DateOnly? DueOn { get; init; }

    /// <inheritdoc cref="TaskItem.DueTime"/>
    public TimeOnly? DueTime { get; init; }

    public DateOnly? StartOn { get; init; }
    public long? AssignedId { get; init; }
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <inheritdoc cref="TaskEdit.Repeat"/>
    public string? Repeat { get; init; }

    /// <summary>The names of its first subtasks.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>Which of <see cref="Steps"/> are done already, by their places from 0 on.</summary>
    public IReadOnlySet<int> StepsDone { get; init; } = new HashSet<int>();

    /// <summary>What the file that it comes from knows it by.</summary>
    public string? ImportKey { get; init; }

    /// <summary>As in <see cref="TaskEdit.Position"/>; null means last.</summary>
    public int? Position { get; init; }

    internal TaskEdit AsEdit() => new()
    {
        Name = Name,
        Description = Description,
        Priority = Priority,
        DueOn = DueOn,
        StartOn = StartOn,
        Labels = Given.Of(Labels),
        Repeat = Repeat,
        Position = Position ?? int.MaxValue,
    };
}

/// <summary>Creates a task. Everyone who sees the project may.</summary>
public sealed class CreateTask(WriteGate gate, TimeProvider time)
{
    public Task<Result<TaskPayload>> RunAsync(Actor actor, NewTask input, CancellationToken cancel = default) =>
        gate.RunAsync(db => ApplyAsync(db, actor, input, cancel), cancel);

    /// <summary>Makes it inside a unit of work that others share.</summary>
    internal async Task<Result<TaskPayload>> ApplyAsync(AppDbContext db, Actor actor, NewTask input, CancellationToken cancel)
    {
        var organization = await db.OrganizationOfAsync(actor, input.ProjectId, cancel);
        var errors = input.AsEdit().Check();
        errors.AddIf(organization is null, "project_id", input.ProjectId == 0 ? TasksText.ProjectRequired : TasksText.UnknownProject);
        errors.AddIf(input is { DueTime: not null, DueOn: null }, "due_time", TasksText.TimeNeedsDay);
        var listId = input.TaskListId ?? await TaskPlace.FirstListAsync(db, input.ProjectId, cancel);
        if (organization is not null)
        {
            errors.AddIf(
                listId == 0 || (input.TaskListId is not null && !await db.TaskLists.AnyAsync(l => l.Id == listId && l.ProjectId == input.ProjectId, cancel)), "task_list_id", TasksText.OtherList);
            errors.AddIf(
                input.AssignedId is { } person && (await db.WhoSeeAsync(organization.Value, input.ProjectId, [person], cancel)).Count == 0,
                "assigned_id",
                TasksText.Assignee);
        }

        return errors.Any
            ? errors.ToFailure()
            : await SaveAsync(db, actor, input, organization!.Value, listId, cancel);
    }

    private async Task<TaskPayload> SaveAsync(
        AppDbContext db, Actor actor, NewTask input, long organizationId, long listId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var last = await TaskPlace.LastAsync(db, listId, 0, cancel);
        var place = new TaskPlace(input.ProjectId, listId, Math.Min(input.Position ?? int.MaxValue, last + 1));
        var task = new TaskItem
        {
            Id = await db.NextIdAsync<TaskItem>(cancel: cancel),
            OrganizationId = organizationId,
            ProjectId = place.ProjectId,
            TaskListId = place.TaskListId,
            Name = Names.Tidy(input.Name),
            Description = input.Description ?? string.Empty,
            State = input.Status,
            Urgent = input.Urgent,
            Priority = input.Priority,
            DueOn = input.DueOn,
            DueTime = input.DueTime,
            StartOn = input.StartOn,
            AssignedId = input.AssignedId,
            UserId = actor.UserId,
            Labels = TaskEdit.Tidy(input.Labels),
            Repeat = RepeatRule.Read(input.Repeat)?.ToString(),
            SubtasksCount = input.Steps.Count,
            ResolvedSubtasksCount = input.StepsDone.Count,
            ImportKey = input.ImportKey,
            Position = place.Position,
            CreatedAt = now,
            UpdatedAt = now,
        };
        task.CompletedAt = task.IsDone ? now : null;
        if (place.Position <= last)
        {
            await place.MakeRoomAsync(db, task.Id, cancel);
        }

        db.Tasks.Add(task);
        await SubtaskChange.AddAsync(db, task, input.Steps, input.StepsDone, now, cancel);
        SortedSet<long> watchers = [actor.UserId, task.AssignedId ?? actor.UserId];
        db.TaskWatchers.AddRange(watchers.Select(id => new TaskWatcher { TaskId = task.Id, UserId = id }));

        var payload = task.ToPayload([.. watchers]);
        await TaskChange.RecordAsync(
            db, actor, task, new(EventTypes.TaskCreated, payload, organizationId, task.ProjectId, task.Id), [], now, cancel);
        await db.SaveChangesAsync(cancel);
        return payload;
    }
}
