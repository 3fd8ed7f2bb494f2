using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>Changes a task. Everyone who sees it may. A change of nothing is no change: no version, no event.</summary>
public sealed class EditTask(WriteGate gate, TimeProvider time)
{
    public Task<Result<TaskPayload>> RunAsync(Actor actor, long id, TaskEdit edit, CancellationToken cancel = default) =>
        gate.RunAsync<Result<TaskPayload>>(
            async db =>
            {
                var task = await db.Tasks.VisibleTo(actor).SingleOrDefaultAsync(t => t.Id == id, cancel);
                return task is null
                    ? Failure.NotFound(TasksText.Task)
                    : await TaskChange.ApplyAsync(db, actor, task, edit, time.GetUtcNow(), cancel);
            },
            cancel);
}
