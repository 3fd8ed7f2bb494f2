using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>Puts a task into the trash, where it is deleted for everyone. External members may do so with what they began.</summary>
public sealed class DeleteTask(WriteGate gate, TimeProvider time)
{
    public Task<Result<Done>> RunAsync(Actor actor, long id, int? version = null, CancellationToken cancel = default) =>
        gate.RunAsync<Result<Done>>(
            async db =>
            {
                var task = await db.Tasks.VisibleTo(actor).SingleOrDefaultAsync(t => t.Id == id, cancel);
                if (task is null)
                {
                    return Failure.NotFound(TasksText.Task);
                }

                if (!TaskAccess.MayDelete(actor, task.OrganizationId, task.UserId))
                {
                    return Failure.Forbidden();
                }

                if (await TaskAccess.ConflictAsync(db, task, version, cancel) is { } conflict)
                {
                    return conflict;
                }

                var now = time.GetUtcNow();
                task.DeletedAt = now;
                var payload = task.ToPayload(await db.WatchersAsync(id, cancel));
                await TaskChange.RecordAsync(
                    db, actor, task, new(EventTypes.TaskDeleted, payload, task.OrganizationId, task.ProjectId, id), [], now, cancel);
                await db.SaveChangesAsync(cancel);
                return default(Done);
            },
            cancel);
}
