using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>Where a task goes.</summary>
/// <param name="TaskListId">A list of its project.</param>
/// <param name="BeforeTaskId">The task of that list which it comes before; null means last.</param>
/// <param name="Version">The version that the person saw; null asks for no conflict check.</param>
public sealed record TaskMove(long TaskListId, long? BeforeTaskId = null, int? Version = null);

/// <summary>Puts a task before another, or last in a list: what dragging a card does.</summary>
public sealed class MoveTask(WriteGate gate, TimeProvider time)
{
    public Task<Result<TaskPayload>> RunAsync(Actor actor, long id, TaskMove move, CancellationToken cancel = default) =>
        gate.RunAsync<Result<TaskPayload>>(
            async db =>
            {
                var task = await db.Tasks.VisibleTo(actor).SingleOrDefaultAsync(t => t.Id == id, cancel);
                if (task is null)
                {
                    return Failure.NotFound(TasksText.Task);
                }

                var list = db.Tasks.Where(t => t.TaskListId == move.TaskListId && t.Id != id).OrderBy(t => t.Position).ThenBy(t => t.Id);
                var others = await list.Select(t => new { t.Id, t.Position }).ToListAsync(cancel);
                var index = move.BeforeTaskId is null ? others.Count : others.FindIndex(t => t.Id == move.BeforeTaskId);
                if (index < 0)
                {
                    return Failure.Invalid("before_task_id", TasksText.BeforeTask);
                }

                var stays = task.TaskListId == move.TaskListId
                    && (index == 0 || others[index - 1].Position < task.Position)
                    && (index == others.Count || task.Position < others[index].Position);
                return await TaskChange.ApplyAsync(
                    db,
                    actor,
                    task,
                    new TaskEdit
                    {
                        TaskListId = move.TaskListId,
                        Position = stays ? task.Position : index < others.Count ? others[index].Position : int.MaxValue,
                        Version = move.Version,
                    },
                    time.GetUtcNow(),
                    cancel);
            },
            cancel);
}
