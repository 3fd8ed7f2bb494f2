using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>
/// Brings a task back from the trash as it was, its comments with it. Receivers were told that it is gone, so they hear of it as of a new
/// one: <c>task.created</c> (contract, section 4). Whoever may delete it may do so, as long as its project is there.
/// </summary>
public sealed class RestoreTask(WriteGate gate, TimeProvider time)
{
    public Task<Result<TaskPayload>> RunAsync(Actor actor, long id, CancellationToken cancel = default) =>
        gate.RunAsync(db => ApplyAsync(db, actor, id, time.GetUtcNow(), cancel), cancel);

    internal static async Task<Result<TaskPayload>> ApplyAsync(AppDbContext db, Actor actor, long id, DateTimeOffset now, CancellationToken cancel)
    {
        var task = await db.Tasks.IgnoreQueryFilters().VisibleTo(actor)
            .SingleOrDefaultAsync(t => t.Id == id && t.DeletedAt != null, cancel);
        if (task is null || !await db.Projects.AnyAsync(p => p.Id == task.ProjectId, cancel))
        {
            return Failure.NotFound(TasksText.Task);
        }

        if (!TaskAccess.MayDelete(actor, task.OrganizationId, task.UserId))
        {
            return Failure.Forbidden();
        }

        await PlaceAsync(db, task, cancel);
        task.DeletedAt = null;
        task.Version++;
        task.UpdatedAt = now;
        var payload = task.ToPayload(await db.WatchersAsync(id, cancel));
        await TaskChange.RecordAsync(
            db, actor, task, new(EventTypes.TaskCreated, payload, task.OrganizationId, task.ProjectId, id), [], now, cancel);
        await db.SaveChangesAsync(cancel);
        return payload;
    }

    /// <summary>Its list may have gone meanwhile; then it comes last in the first one.</summary>
    private static async Task PlaceAsync(AppDbContext db, TaskItem task, CancellationToken cancel)
    {
        if (!await db.TaskLists.AnyAsync(l => l.Id == task.TaskListId && l.ProjectId == task.ProjectId, cancel))
        {
            task.TaskListId = await TaskPlace.FirstListAsync(db, task.ProjectId, cancel);
            task.Position = await TaskPlace.LastAsync(db, task.TaskListId, 0, cancel) + 1;
        }
    }
}
