using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Live;

namespace TaskHub.Projects;

/// <summary>Lets an external member of the organization into a project. Administrators may.</summary>
public sealed class InviteGuest(WriteGate gate)
{
    public Task<Result<Done>> RunAsync(Actor actor, long projectId, long userId, CancellationToken cancel = default) =>
        gate.RunAsync<Result<Done>>(
            async db =>
            {
                var project = await db.Projects.VisibleTo(actor).SingleOrDefaultAsync(p => p.Id == projectId, cancel);
                if (project is null)
                {
                    return Failure.NotFound(ProjectsText.Project);
                }

                if (!actor.IsAdministrator(project.OrganizationId))
                {
                    return Failure.Forbidden();
                }

                var member = await db.Memberships
                    .SingleOrDefaultAsync(m => m.OrganizationId == project.OrganizationId && m.UserId == userId, cancel);
                if (member is not { Role: Role.External })
                {
                    return Failure.Invalid("user_id", member is null ? ProjectsText.GuestUnknown : ProjectsText.GuestNeedless);
                }

                if (!await db.ProjectGuests.AnyAsync(g => g.ProjectId == projectId && g.UserId == userId, cancel))
                {
                    db.ProjectGuests.Add(new ProjectGuest { OrganizationId = project.OrganizationId, ProjectId = projectId, UserId = userId });
                    await db.AuditGuestAsync(actor, project, userId, Acts.GuestInvited, cancel);
                    db.Signal(Topic.Project(projectId));
                    db.Signal(Topic.Person(userId));
                    await db.SaveChangesAsync(cancel);
                }

                return default(Done);
            },
            cancel);
}
