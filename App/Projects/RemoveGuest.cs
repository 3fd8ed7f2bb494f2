using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Live;

namespace TaskHub.Projects;

/// <summary>Takes a project away from an external member. What they did in it stays. Administrators may.</summary>
public sealed class RemoveGuest(WriteGate gate)
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

                var guest = await db.ProjectGuests.SingleOrDefaultAsync(g => g.ProjectId == projectId && g.UserId == userId, cancel);
                if (guest is not null)
                {
                    db.ProjectGuests.Remove(guest);
                    await db.AuditGuestAsync(actor, project, userId, Acts.GuestRemoved, cancel);
                    db.Signal(Topic.Project(projectId));
                    db.Signal(Topic.Person(userId));
                    await db.SaveChangesAsync(cancel);
                }

                return default(Done);
            },
            cancel);
}

internal static class GuestAudit
{
    public static async Task AuditGuestAsync(this AppDbContext db, Actor actor, Project project, long userId, string act, CancellationToken cancel) =>
        db.Audit(actor, project.OrganizationId, act, await db.Users.Where(u => u.Id == userId).Select(u => u.Name).SingleAsync(cancel), project.Name);
}
