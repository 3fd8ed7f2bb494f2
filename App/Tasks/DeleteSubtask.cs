using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>Deletes a subtask. External members may do so with what they began.</summary>
public sealed class DeleteSubtask(WriteGate gate, TimeProvider time)
{
    public Task<Result<Done>> RunAsync(Actor actor, long id, CancellationToken cancel = default) =>
        gate.RunAsync<Result<Done>>(
            async db =>
            {
                var subtask = await db.SubtasksVisibleTo(actor).SingleOrDefaultAsync(s => s.Id == id, cancel);
                if (subtask is null)
                {
                    return Failure.NotFound(TasksText.Subtask);
                }

                if (!TaskAccess.MayDelete(actor, subtask.OrganizationId, subtask.UserId))
                {
                    return Failure.Forbidden();
                }

                var task = await db.Tasks.SingleAsync(t => t.Id == subtask.TaskId, cancel);
                db.Subtasks.Remove(subtask);
                await SubtaskChange.LeaveAsync(db, subtask, cancel);
                await SubtaskChange.SaveAsync(db, actor, task, SubtaskPayload.Of(subtask), null, time.GetUtcNow(), cancel);
                return default(Done);
            },
            cancel);
}
