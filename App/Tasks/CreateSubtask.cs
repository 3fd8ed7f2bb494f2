using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>A subtask to be; without a position it comes last.</summary>
public sealed record NewSubtask(long TaskId, string Name)
{
    public bool Resolved { get; init; }
    public long? AssignedId { get; init; }
    public int? Position { get; init; }
}

/// <summary>Adds a subtask to a task. Everyone who sees the task may.</summary>
public sealed class CreateSubtask(WriteGate gate, TimeProvider time)
{
    public Task<Result<SubtaskPayload>> RunAsync(Actor actor, NewSubtask input, CancellationToken cancel = default) =>
        gate.RunAsync<Result<SubtaskPayload>>(
            async db =>
            {
                var task = await db.Tasks.VisibleTo(actor).SingleOrDefaultAsync(t => t.Id == input.TaskId, cancel);
                if (task is null)
                {
                    return Failure.Invalid("task_id", TasksText.UnknownTask);
                }

                var errors = await SubtaskChange.CheckAsync(db, task, input.Name, input.Position, input.AssignedId, cancel);
                errors.AddIf(task.SubtasksCount >= Subtask.MaxOfTask, "task_id", TasksText.TooManySubtasks);
                if (errors.Any)
                {
                    return errors.ToFailure();
                }

                var now = time.GetUtcNow();
                var subtask = new Subtask
                {
                    Id = await db.NextIdAsync<Subtask>(cancel: cancel),
                    OrganizationId = task.OrganizationId,
                    TaskId = task.Id,
                    Name = Names.Tidy(input.Name),
                    Resolved = input.Resolved,
                    AssignedId = input.AssignedId,
                    UserId = actor.UserId,
                    CreatedAt = now,
                    UpdatedAt = now,
                };
                db.Subtasks.Add(subtask);
                await SubtaskChange.PlaceAsync(db, subtask, input.Position ?? int.MaxValue, cancel);
                var payload = SubtaskPayload.Of(subtask);
                await SubtaskChange.SaveAsync(db, actor, task, null, payload, now, cancel);
                return payload;
            },
            cancel);
}
