using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Projects;

/// <summary>What to change of a project; what is not given stays.</summary>
public sealed record ProjectEdit
{
    public Given<string> Name { get; init; }
    public Given<string> Description { get; init; }
    public Given<bool> Archived { get; init; }

    /// <summary>The version that the person saw; null asks for no conflict check.</summary>
    public int? Version { get; init; }
}

/// <summary>Renames, describes, archives or unarchives a project. Everyone but external members may.</summary>
public sealed class EditProject(WriteGate gate, TimeProvider time)
{
    public Task<Result<ProjectPayload>> RunAsync(Actor actor, long id, ProjectEdit edit, CancellationToken cancel = default) =>
        gate.RunAsync<Result<ProjectPayload>>(
            async db =>
            {
                var project = await db.Projects.VisibleTo(actor).SingleOrDefaultAsync(p => p.Id == id, cancel);
                if (project is null)
                {
                    return Failure.NotFound(ProjectsText.Project);
                }

                if (!actor.IsParticipant(project.OrganizationId))
                {
                    return Failure.Forbidden();
                }

                if (edit.Version is { } seen && seen != project.Version)
                {
                    return Failure.Conflict(ProjectsText.Changed) with { Version = project.Version };
                }

                var errors = new FieldErrors();
                ProjectRules.Name(errors, edit.Name.Or(project.Name));
                ProjectRules.Description(errors, edit.Description.Or(project.Description));
                if (errors.Any)
                {
                    return errors.ToFailure();
                }

                var changes = Change(project, edit);
                if (changes.Count > 0)
                {
                    var now = time.GetUtcNow();
                    project.Version++;
                    project.UpdatedAt = now;
                    db.Record(
                        actor,
                        new EventDraft(EventTypes.ProjectUpdated, project.ToPayload(), project.OrganizationId, project.Id) { Changes = changes },
                        now);
                    await db.SaveChangesAsync(cancel);
                }

                return project.ToPayload();
            },
            cancel);

    private static Dictionary<string, object?[]> Change(Project project, ProjectEdit edit)
    {
        var changes = new Dictionary<string, object?[]>();
        var name = Names.Tidy(edit.Name.Or(project.Name));
        var description = edit.Description.Or(project.Description) ?? string.Empty;
        var archived = edit.Archived.Or(project.Archived);
        if (name != project.Name)
        {
            changes["name"] = [project.Name, name];
            project.Name = name;
        }

        if (description != project.Description)
        {
            changes["description"] = [project.Description, description];
            project.Description = description;
        }

        if (archived != project.Archived)
        {
            changes["archived"] = [project.Archived, archived];
            project.Archived = archived;
        }

        return changes;
    }
}
