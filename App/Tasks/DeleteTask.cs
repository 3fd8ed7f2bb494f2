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
                if (await ApplyAsync(db, actor, task, version, time.GetUtcNow(), cancel) is { } failure)
                {
                    return failure;
                }

                await db.SaveChangesAsync(cancel);
                return default(Done);
            },
            cancel);

    /// <summary>Deletes a task of those that the actor sees; answers why it cannot be.</summary>
    internal static async Task<Failure?> ApplyAsync(
        AppDbContext db, Actor actor, TaskItem? task, int? version, DateTimeOffset now, CancellationToken cancel)
    {
        if (task is null)
        {
            return Failure.NotFound(TasksText.Task);
        }

        if (!TaskAccess.MayDelete(actor, task.OrganizationId, task.UserId))
        {
            return Failure.Forbidden();
        }

        if (await TaskAccess.ConflictAsync(db, task, version, new HashSet<string>(), cancel) is { } conflict)
        {
            return conflict;
        }

        task.DeletedAt = now;
        var payload = task.ToPayload(await db.WatchersAsync(task.Id, cancel));
        await TaskChange.RecordAsync(
            db, actor, task, new(EventTypes.TaskDeleted, payload, task.OrganizationId, task.ProjectId, task.Id), [], now, cancel);
        return null;
    }
}
