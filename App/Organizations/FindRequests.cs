using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>A member's open request to become an administrator.</summary>
public sealed record WaitingRequest(long Id, Person Person, Role Role, DateTimeOffset CreatedAt);

/// <summary>Who waits to become an administrator, the longest first; for administrators.</summary>
public sealed class FindRequests(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<Result<IReadOnlyList<WaitingRequest>>> RunAsync(Actor actor, long organizationId, CancellationToken cancel = default)
    {
        if (actor.WallForAdministrators(organizationId) is { } wall)
        {
            return wall;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = await db.AdministratorRequests.AsNoTracking()
            .Where(r => r.OrganizationId == organizationId && r.DecidedAt == null)
            .OrderBy(r => r.Id)
            .Join(
                db.Memberships.Where(m => m.OrganizationId == organizationId), r => r.UserId, m => m.UserId,
                (r, m) => new { r.Id, r.UserId, r.User!.Name, r.User.Email, m.Role, r.CreatedAt })
            .ToListAsync(cancel);
        return found.Select(r => new WaitingRequest(r.Id, new(r.UserId, r.Name, r.Email ?? string.Empty), r.Role, r.CreatedAt)).ToList();
    }
}
