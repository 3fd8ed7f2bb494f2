using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>What to change of a subtask; what is not given stays. The position counts from 1.</summary>
public sealed record SubtaskEdit
{
    public Given<string> Name { get; init; }
    public Given<bool> Resolved { get; init; }
    public Given<int> Position { get; init; }
    public Given<long?> AssignedId { get; init; }
}

/// <summary>Changes a subtask. Everyone who sees its task may. A change of nothing is no change: no version, no event.</summary>
public sealed class EditSubtask(WriteGate gate, TimeProvider time)
{
    public Task<Result<SubtaskPayload>> RunAsync(Actor actor, long id, SubtaskEdit edit, CancellationToken cancel = default) =>
        gate.RunAsync<Result<SubtaskPayload>>(
            async db =>
            {
                var subtask = await db.SubtasksVisibleTo(actor).SingleOrDefaultAsync(s => s.Id == id, cancel);
                if (subtask is null)
                {
                    return Failure.NotFound(TasksText.Subtask);
                }

                var task = await db.Tasks.SingleAsync(t => t.Id == subtask.TaskId, cancel);
                var (name, position, assignee) =
                    (edit.Name.Or(subtask.Name), edit.Position.Or(subtask.Position), edit.AssignedId.Or(subtask.AssignedId));
                var errors = await SubtaskChange.CheckAsync(db, task, name, position, assignee == subtask.AssignedId ? null : assignee, cancel);
                if (errors.Any)
                {
                    return errors.ToFailure();
                }

                var before = SubtaskPayload.Of(subtask);
                subtask.Name = Names.Tidy(name);
                subtask.Resolved = edit.Resolved.Or(subtask.Resolved);
                subtask.AssignedId = assignee;
                if (position != subtask.Position)
                {
                    await SubtaskChange.PlaceAsync(db, subtask, position, cancel);
                }

                if (SubtaskPayload.Of(subtask) == before)
                {
                    return before;
                }

                var now = time.GetUtcNow();
                subtask.UpdatedAt = now;
                var after = SubtaskPayload.Of(subtask);
                await SubtaskChange.SaveAsync(db, actor, task, before, after, now, cancel);
                return after;
            },
            cancel);
}
