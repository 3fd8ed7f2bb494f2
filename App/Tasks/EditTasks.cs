using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>A change of one task among several.</summary>
public sealed record OneEdit(long Id, TaskEdit Edit);

/// <summary>Several tasks after a change, and the change that takes it back.</summary>
public sealed record EditedTasks(IReadOnlyList<TaskPayload> Tasks, IReadOnlyList<OneEdit> Back);

/// <summary>
/// Changes several tasks at once, all or none: one transaction, an event for each task that changes, none for one that stays. Everyone who
/// sees them may.
/// </summary>
public sealed class EditTasks(WriteGate gate, TimeProvider time)
{
    /// <summary>More would keep everybody else's saves waiting for longer than a moment.</summary>
    public const int Most = 500;

    public async Task<Result<EditedTasks>> RunAsync(Actor actor, IReadOnlyList<OneEdit> edits, CancellationToken cancel = default)
    {
        if (edits.Count > Most)
        {
            return Failure.Invalid("ids", TasksText.TooManyAtOnce(Most));
        }

        try
        {
            return await gate.RunAsync(db => ApplyAsync(db, actor, edits, cancel), cancel);
        }
        catch (OneFailed failed)
        {
            return failed.Failure;
        }
    }

    private async Task<EditedTasks> ApplyAsync(AppDbContext db, Actor actor, IReadOnlyList<OneEdit> edits, CancellationToken cancel)
    {
        var ids = edits.Select(e => e.Id).ToList();
        var tasks = await db.Tasks.VisibleTo(actor).Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, cancel);
        var (now, made, back) = (time.GetUtcNow(), new List<TaskPayload>(), new List<OneEdit>());
        foreach (var (id, edit) in edits)
        {
            if (!tasks.TryGetValue(id, out var task))
            {
                throw new OneFailed(id, Failure.NotFound(TasksText.Task));
            }

            var (version, undo) = (task.Version, Undo(task, edit));
            var result = await TaskChange.ApplyAsync(db, actor, task, edit, now, cancel);
            if (!result.Ok)
            {
                throw new OneFailed(id, result.Failure);
            }

            made.Add(result.Value);
            if (result.Value.Version != version)
            {
                back.Add(new OneEdit(id, undo));
            }
        }

        // The last that moved goes back first, so that each finds the place that it left.
        back.Reverse();
        return new EditedTasks(made, back);
    }

    /// <summary>The edit that brings back what <paramref name="edit"/> changes.</summary>
    private static TaskEdit Undo(TaskItem task, TaskEdit edit)
    {
        var moves = edit.ProjectId.IsGiven || edit.TaskListId.IsGiven || edit.Position.IsGiven;
        return new TaskEdit
        {
            Name = edit.Name.IsGiven ? task.Name : default(Given<string>),
            Description = edit.Description.IsGiven ? task.Description : default(Given<string>),
            Status = edit.Status.IsGiven ? task.State : default(Given<TaskState>),
            Urgent = edit.Urgent.IsGiven ? task.Urgent : default(Given<bool>),
            Priority = edit.Priority.IsGiven ? task.Priority : default(Given<int>),
            DueOn = edit.DueOn.IsGiven ? task.DueOn : default(Given<DateOnly?>),
            DueTime = edit.DueOn.IsGiven || edit.DueTime.IsGiven ? task.DueTime : default(Given<TimeOnly?>),
            StartOn = edit.StartOn.IsGiven ? task.StartOn : default(Given<DateOnly?>),
            AssignedId = edit.AssignedId.IsGiven ? task.AssignedId : default(Given<long?>),
            Labels = edit.Labels.IsGiven ? Given.Of<IReadOnlyList<string>>([.. task.Labels]) : default,
            ProjectId = moves ? task.ProjectId : default(Given<long>),
            TaskListId = moves ? task.TaskListId : default(Given<long>),
            Position = moves ? task.Position : default(Given<int>),
        };
    }
}

/// <summary>One of several could not be done, so none is: it leaves the unit of work, and with it goes what was saved there already.</summary>
internal sealed class OneFailed(long id, Failure failure) : Exception(failure.Message)
{
    public Failure Failure { get; } = failure with { Message = $"{TaskKey.For(id)}: {failure.Message}" };
}
