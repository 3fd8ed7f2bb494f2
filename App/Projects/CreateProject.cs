using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Projects;

/// <summary>A project to be.</summary>
public sealed record NewProject(long OrganizationId, string Name, string Description = "");

/// <summary>Creates a project with its first task lists. Everyone but external members may.</summary>
public sealed class CreateProject(WriteGate gate, TimeProvider time)
{
    public Task<Result<ProjectPayload>> RunAsync(Actor actor, NewProject input, CancellationToken cancel = default) =>
        gate.RunAsync<Result<ProjectPayload>>(
            async db =>
            {
                if (!actor.IsMember(input.OrganizationId))
                {
                    return Failure.Invalid("organization_id", ProjectsText.UnknownOrganization);
                }

                if (!actor.IsParticipant(input.OrganizationId))
                {
                    return Failure.Forbidden();
                }

                var errors = new FieldErrors();
                ProjectRules.Name(errors, input.Name);
                ProjectRules.Description(errors, input.Description);
                if (errors.Any)
                {
                    return errors.ToFailure();
                }

                var now = time.GetUtcNow();
                var project = new Project
                {
                    Id = await db.NextIdAsync<Project>(cancel: cancel),
                    OrganizationId = input.OrganizationId,
                    Name = Names.Tidy(input.Name),
                    Description = input.Description ?? string.Empty,
                    UserId = actor.UserId,
                    CreatedAt = now,
                    UpdatedAt = now,
                };
                db.Projects.Add(project);
                var listId = await db.NextIdAsync<TaskList>(ProjectsText.FirstLists.Length, cancel);
                db.TaskLists.AddRange(ProjectsText.FirstLists.Select((name, index) => new TaskList
                {
                    Id = listId + index,
                    OrganizationId = project.OrganizationId,
                    ProjectId = project.Id,
                    Name = name,
                    Position = index + 1,
                    CreatedAt = now,
                    UpdatedAt = now,
                }));

                var payload = project.ToPayload();
                db.Record(actor, new EventDraft(EventTypes.ProjectCreated, payload, project.OrganizationId, project.Id), now);
                await db.SaveChangesAsync(cancel);
                return payload;
            },
            cancel);
}
