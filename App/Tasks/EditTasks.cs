using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>A change of one task among several.</summary>
/// <param name="Id">Which.</param>
/// <param name="Edit">The change.</param>
/// <param name="Set">Where it takes another change back: what that one set. A field that has become something else since stays as it is.</param>
public sealed record OneEdit(long Id, TaskEdit Edit, TaskEdit? Set = null);

/// <summary>Several tasks after a change, and the change that takes it back.</summary>
/// <param name="Tasks">As they are now.</param>
/// <param name="Back">What takes it back.</param>
/// <param name="Stayed">Where this took another change back: the tasks of which something stayed, because it was changed since.</param>
public sealed record EditedTasks(IReadOnlyList<TaskPayload> Tasks, IReadOnlyList<OneEdit> Back, IReadOnlyList<long> Stayed);

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
        var (now, made, back, stayed) = (time.GetUtcNow(), new List<TaskPayload>(), new List<OneEdit>(), new List<long>());
        foreach (var (id, wanted, set) in edits)
        {
            if (!tasks.TryGetValue(id, out var task))
            {
                if (set is null)
                {
                    throw new OneFailed(id, Failure.NotFound(TasksText.Task));
                }

                stayed.Add(id);
                continue;
            }

            var edit = set is null ? wanted : task.Unless(wanted, set);
            if (edit != wanted)
            {
                stayed.Add(id);
            }

            var (version, undo) = (task.Version, Now(task, edit));
            var result = await TaskChange.ApplyAsync(db, actor, task, edit, now, cancel);
            if (!result.Ok)
            {
                throw new OneFailed(id, result.Failure);
            }

            made.Add(result.Value);
            if (result.Value.Version != version)
            {
                back.Add(new OneEdit(id, undo, Now(task, edit)));
            }
        }

        // The last that moved goes back first, so that each finds the place that it left.
        back.Reverse();
        return new EditedTasks(made, back, stayed);
    }

    /// <summary>What the task has now in what <paramref name="edit"/> changes, where it stands included.</summary>
    private static TaskEdit Now(TaskItem task, TaskEdit edit) =>
        edit.ProjectId.IsGiven || edit.TaskListId.IsGiven || edit.Position.IsGiven
            ? task.Now(edit) with { ProjectId = task.ProjectId, TaskListId = task.TaskListId, Position = task.Position }
            : task.Now(edit);
}

/// <summary>One of several could not be done, so none is: it leaves the unit of work, and with it goes what was saved there already.</summary>
internal sealed class OneFailed(long id, Failure failure) : Exception(failure.Message)
{
    public Failure Failure { get; } = failure with { Message = $"{TaskKey.For(id)}: {failure.Message}" };
}
