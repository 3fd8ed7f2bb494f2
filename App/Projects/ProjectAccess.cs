using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Projects;

/// <summary>Which projects, and task lists of them, a person sees: the wall, as a part of every query.</summary>
public static class ProjectAccess
{
    public static IQueryable<Project> VisibleTo(this IQueryable<Project> projects, Actor actor)
    {
        var (open, all, guest) = (actor.OpenOrganizations, actor.Organizations, actor.GuestProjects);
        return projects.Where(p => open.Contains(p.OrganizationId) || (all.Contains(p.OrganizationId) && guest.Contains(p.Id)));
    }

    public static IQueryable<TaskList> VisibleTo(this IQueryable<TaskList> lists, Actor actor)
    {
        var (open, all, guest) = (actor.OpenOrganizations, actor.Organizations, actor.GuestProjects);
        return lists.Where(l => open.Contains(l.OrganizationId) || (all.Contains(l.OrganizationId) && guest.Contains(l.ProjectId)));
    }

    /// <summary>Those of <paramref name="userIds"/> who see the project: they may be assigned to its tasks.</summary>
    public static async Task<HashSet<long>> WhoSeeAsync(
        this AppDbContext db, long organizationId, long projectId, IReadOnlyCollection<long> userIds, CancellationToken cancel) =>
        await db.Memberships
            .Where(m => m.OrganizationId == organizationId && userIds.Contains(m.UserId)
                && (m.Role >= Role.Participant || db.ProjectGuests.Any(g => g.ProjectId == projectId && g.UserId == m.UserId)))
            .Select(m => m.UserId)
            .ToHashSetAsync(cancel);

    /// <summary>Administrators delete every project, other participants what they began.</summary>
    public static bool MayDelete(Actor actor, long organizationId, long authorId) =>
        actor.IsAdministrator(organizationId) || (actor.IsParticipant(organizationId) && authorId == actor.UserId);
}
