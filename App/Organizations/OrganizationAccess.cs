using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Live;

namespace TaskHub.Organizations;

/// <summary>The wall around an organization, and the rule that somebody always administers it.</summary>
internal static class OrganizationAccess
{
    /// <summary>Null for an administrator; else why not, which tells a stranger nothing about the organization.</summary>
    public static Failure? WallForAdministrators(this Actor actor, long organizationId) =>
        !actor.IsMember(organizationId) ? Failure.NotFound("organization")
        : !actor.IsAdministrator(organizationId) ? Failure.Forbidden()
        : null;

    /// <summary>Whether the organization keeps an administrator without that person. Only inside the write gate is the answer true for long.</summary>
    public static Task<bool> HasAnotherAdministratorAsync(this AppDbContext db, long organizationId, long userId, CancellationToken cancel) =>
        db.Memberships.AnyAsync(m => m.OrganizationId == organizationId && m.UserId != userId && m.Role == Role.Administrator
            && (m.User!.PasswordHash != null || db.UserPasskeys.Any(p => p.UserId == m.UserId)), cancel);

    /// <summary>Asks the pages of the organization and of that person to look again.</summary>
    public static void SignalMember(this AppDbContext db, long organizationId, long userId)
    {
        db.Signal(Topic.Organization(organizationId));
        db.Signal(Topic.Person(userId));
    }

    /// <summary>Lets an external member into exactly these projects of the organization; an empty list into none.</summary>
    public static async Task SetGuestProjectsAsync(
        this AppDbContext db, long organizationId, long userId, IReadOnlyCollection<long> projectIds, CancellationToken cancel)
    {
        await db.ProjectGuests.Where(g => g.OrganizationId == organizationId && g.UserId == userId).ExecuteDeleteAsync(cancel);
        db.ProjectGuests.AddRange(projectIds.Distinct()
            .Select(id => new ProjectGuest { OrganizationId = organizationId, ProjectId = id, UserId = userId }));
    }

    /// <summary>Whether all of these are projects of the organization.</summary>
    public static async Task<bool> AreProjectsAsync(
        this AppDbContext db, long organizationId, IReadOnlyCollection<long> projectIds, CancellationToken cancel)
    {
        var wanted = projectIds.Distinct().ToList();
        return wanted.Count == 0
            || await db.ProjectNames.CountAsync(p => p.OrganizationId == organizationId && wanted.Contains(p.Id), cancel) == wanted.Count;
    }
}
