using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Projects;

/// <summary>Which projects, and task lists of them, a person sees: the wall, as a part of every query.</summary>
public static class ProjectAccess
{
    // Every new task asks for it inside the write gate; built anew each time, it takes several times as long.
    private static readonly Func<AppDbContext, long, CancellationToken, Task<long?>> Organization = EF.CompileAsyncQuery(
        (AppDbContext db, long projectId, CancellationToken _) => db.Projects.Where(p => p.Id == projectId).Select(p => (long?)p.OrganizationId).SingleOrDefault());

    public static IQueryable<Project> VisibleTo(this IQueryable<Project> projects, Actor actor)
    {
        var (open, all, guest) = (actor.OpenOrganizations, actor.Organizations, actor.GuestProjects);
        return projects.Where(p => open.Contains(p.OrganizationId) || (all.Contains(p.OrganizationId) && guest.Contains(p.Id)));
    }

    /// <summary>The organization of a project that the actor sees; null for any other.</summary>
    public static async Task<long?> OrganizationOfAsync(this AppDbContext db, Actor actor, long projectId, CancellationToken cancel) =>
        await Organization(db, projectId, cancel) is { } organization && actor.Sees(organization, projectId) ? organization : null;

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
