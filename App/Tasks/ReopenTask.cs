using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>Opens a task that was done. One that is not done stays as it is.</summary>
public sealed class ReopenTask(WriteGate gate, TimeProvider time)
{
    public Task<Result<TaskPayload>> RunAsync(Actor actor, long id, CancellationToken cancel = default) =>
        gate.RunAsync<Result<TaskPayload>>(
            async db =>
            {
                var task = await db.Tasks.VisibleTo(actor).SingleOrDefaultAsync(t => t.Id == id, cancel);
                return task is null
                    ? Failure.NotFound(TasksText.Task)
                    : await TaskChange.ApplyAsync(
                        db, actor, task, task.IsDone ? new() { Status = TaskState.Open } : new(), time.GetUtcNow(), cancel);
            },
            cancel);
}
