using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Projects;

namespace TaskHub.Tasks;

/// <summary>
/// Says how much the actor wants to hear of a task. Who watches a task belongs to it, so a change of that is an update; muting is the
/// person's own and nobody hears of it.
/// </summary>
public sealed class WatchTask(WriteGate gate, TimeProvider time)
{
    public Task<Result<TaskPayload>> RunAsync(Actor actor, long id, Attention attention, CancellationToken cancel = default) =>
        gate.RunAsync<Result<TaskPayload>>(
            async db =>
            {
                var task = await db.Tasks.VisibleTo(actor).SingleOrDefaultAsync(t => t.Id == id, cancel);
                if (task is null)
                {
                    return Failure.NotFound(TasksText.Task);
                }

                var before = await db.WatchersAsync(id, cancel);
                await WriteAsync(db, actor, id, attention, cancel);
                List<long> after = [.. before.Where(w => w != actor.UserId)];
                if (attention == Attention.Watching)
                {
                    after.Add(actor.UserId);
                    after.Sort();
                }

                if (before.SequenceEqual(after))
                {
                    db.Signal(Topic.Task(id));
                    return task.ToPayload(before);
                }

                var now = time.GetUtcNow();
                task.Version++;
                task.UpdatedAt = now;
                var payload = task.ToPayload(after);
                var changes = new Dictionary<string, object?[]> { ["watcher_ids"] = [before, after] };
                var named = before.Union(after).Select(w => (long?)w).ToList();
                await TaskChange.RecordAsync(
                    db, actor, task, new(EventTypes.TaskUpdated, payload, task.OrganizationId, task.ProjectId, id) { Changes = changes }, named, now, cancel);
                await db.SaveChangesAsync(cancel);
                return payload;
            },
            cancel);

    private static async Task WriteAsync(AppDbContext db, Actor actor, long id, Attention attention, CancellationToken cancel)
    {
        var row = await db.TaskWatchers.IgnoreQueryFilters().SingleOrDefaultAsync(w => w.TaskId == id && w.UserId == actor.UserId, cancel);
        if (attention == Attention.Usual)
        {
            if (row is not null)
            {
                db.TaskWatchers.Remove(row);
            }
        }
        else if (row is null)
        {
            db.TaskWatchers.Add(new TaskWatcher { TaskId = id, UserId = actor.UserId, Muted = attention == Attention.Muted });
        }
        else
        {
            row.Muted = attention == Attention.Muted;
        }

        await db.SaveChangesAsync(cancel);
    }
}
