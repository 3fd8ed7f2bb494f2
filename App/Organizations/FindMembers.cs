using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>The members of an organization, by name; for everyone in it but external members, who know only those they work with.</summary>
public sealed class FindMembers(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<Result<IReadOnlyList<Member>>> RunAsync(Actor actor, long organizationId, CancellationToken cancel = default)
    {
        if (!actor.IsMember(organizationId))
        {
            return Failure.NotFound("organization");
        }

        if (!actor.IsParticipant(organizationId))
        {
            return Failure.Forbidden();
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = await db.Memberships.AsNoTracking()
            .Where(m => m.OrganizationId == organizationId)
            .Select(m => new { m.Id, m.UserId, m.User!.Name, m.User.Email, m.Role, HasPassword = m.User.PasswordHash != null, m.CreatedAt })
            .ToListAsync(cancel);
        var projects = (await db.ProjectGuests.AsNoTracking()
                .Where(g => g.OrganizationId == organizationId)
                .Select(g => new { g.UserId, g.ProjectId })
                .ToListAsync(cancel))
            .ToLookup(g => g.UserId, g => g.ProjectId);
        return found
            .OrderBy(m => m.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(m => m.Id)
            .Select(m => new Member(
                m.Id, new(m.UserId, m.Name, m.Email ?? string.Empty), m.Role,
                m.Role == Role.External ? [.. projects[m.UserId].Order()] : [], m.HasPassword, m.CreatedAt))
            .ToList();
    }
}
