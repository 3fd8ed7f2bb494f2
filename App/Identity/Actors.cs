using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>Finds who acts. Read anew for every act, so that a change of rights holds at once.</summary>
public sealed class Actors(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>
    /// The actor for a person's id, or null when there is no such person. <paramref name="only"/> narrows them to one organization,
    /// <paramref name="scopes"/> to what a token allows.
    /// </summary>
    public async Task<Actor?> FindAsync(long userId, long? only = null, Scopes scopes = Scopes.All, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var user = await db.Users.AsNoTracking()
            .Where(u => u.Id == userId)
            .Select(u => new { u.Name, u.Email, u.IsOperator })
            .SingleOrDefaultAsync(cancel);
        if (user is null)
        {
            return null;
        }

        var roles = await db.Memberships.AsNoTracking()
            .Where(m => m.UserId == userId && (only == null || m.OrganizationId == only))
            .ToDictionaryAsync(m => m.OrganizationId, m => m.Role, cancel);
        var guest = roles.ContainsValue(Role.External)
            ? await db.ProjectGuests.AsNoTracking()
                .Where(g => g.UserId == userId && (only == null || g.OrganizationId == only))
                .Select(g => g.ProjectId)
                .ToListAsync(cancel)
            : [];
        return new Actor
        {
            UserId = userId,
            Name = user.Name,
            Email = user.Email ?? string.Empty,
            IsOperator = user.IsOperator && only is null,
            Roles = roles,
            GuestProjects = guest,
            Scopes = scopes,
            BoundTo = only,
        };
    }
}
