using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Projects;

/// <summary>Deletes a project with all its tasks, each of which tells so. Administrators may, and whoever began it.</summary>
public sealed class DeleteProject(WriteGate gate, IEnumerable<IProjectContents> contents, TimeProvider time)
{
    public Task<Result<Done>> RunAsync(Actor actor, long id, CancellationToken cancel = default) =>
        gate.RunAsync<Result<Done>>(
            async db =>
            {
                var project = await db.Projects.VisibleTo(actor).SingleOrDefaultAsync(p => p.Id == id, cancel);
                if (project is null)
                {
                    return Failure.NotFound(ProjectsText.Project);
                }

                if (!ProjectRules.MayDelete(actor, project))
                {
                    return Failure.Forbidden();
                }

                var now = time.GetUtcNow();
                foreach (var content in contents)
                {
                    await content.DeleteAsync(db, actor, project, now, cancel);
                }

                project.DeletedAt = now;
                db.Record(actor, new EventDraft(EventTypes.ProjectDeleted, project.ToPayload(), project.OrganizationId, project.Id), now);
                await db.SaveChangesAsync(cancel);
                return default(Done);
            },
            cancel);
}
