using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Live;

namespace TaskHub.Projects;

/// <summary>A task list to be; without a position it comes last.</summary>
public sealed record NewTaskList(long ProjectId, string Name, int? Position = null);

/// <summary>Adds a task list to a project. Everyone but external members may. Lists have no events.</summary>
public sealed class CreateTaskList(WriteGate gate, TimeProvider time)
{
    public Task<Result<TaskListPayload>> RunAsync(Actor actor, NewTaskList input, CancellationToken cancel = default) =>
        gate.RunAsync<Result<TaskListPayload>>(
            async db =>
            {
                var project = await db.Projects.VisibleTo(actor).SingleOrDefaultAsync(p => p.Id == input.ProjectId, cancel);
                if (project is null)
                {
                    return Failure.Invalid("project_id", ProjectsText.Unknown);
                }

                if (!actor.IsParticipant(project.OrganizationId))
                {
                    return Failure.Forbidden();
                }

                var errors = new FieldErrors();
                ProjectRules.Name(errors, input.Name);
                errors.AddIf(input.Position < 1, "position", ProjectsText.Position);
                if (errors.Any)
                {
                    return errors.ToFailure();
                }

                var now = time.GetUtcNow();
                var list = new TaskList
                {
                    Id = await db.NextIdAsync<TaskList>(cancel: cancel),
                    OrganizationId = project.OrganizationId,
                    ProjectId = project.Id,
                    Name = Names.Tidy(input.Name),
                    CreatedAt = now,
                    UpdatedAt = now,
                };
                db.TaskLists.Add(list);
                await TaskListOrder.PlaceAsync(db, list, input.Position ?? int.MaxValue, cancel);
                db.Signal(Topic.Project(project.Id));
                await db.SaveChangesAsync(cancel);
                return list.ToPayload();
            },
            cancel);
}
