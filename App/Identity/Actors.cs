using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>Finds who acts. Read anew for every act, so that a change of rights holds at once.</summary>
public sealed class Actors(IDbContextFactory<AppDbContext> contexts)
{
    // Asked for with every act: built anew each time, it takes longer than it runs.
    private static readonly Func<AppDbContext, long, long?, IAsyncEnumerable<Membered>> Query = EF.CompileAsyncQuery((AppDbContext db, long userId, long? only) =>
        from user in db.Users
        where user.Id == userId
        from membership in db.Memberships.Where(m => m.UserId == user.Id && (only == null || m.OrganizationId == only)).DefaultIfEmpty()
        select new Membered(user.Name, user.Email, user.IsOperator, membership == null ? null : membership.OrganizationId, membership == null ? null : membership.Role));

    /// <summary>
    /// The actor for a person's id, or null when there is no such person. <paramref name="only"/> narrows them to one organization,
    /// <paramref name="scopes"/> to what a token allows.
    /// </summary>
    public async Task<Actor?> FindAsync(long userId, long? only = null, Scopes scopes = Scopes.All, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await Query(db, userId, only).ToListAsync(cancel);
        if (rows.Count == 0)
        {
            return null;
        }

        var user = rows[0];
        var roles = rows.Where(r => r.OrganizationId is not null).ToDictionary(r => r.OrganizationId!.Value, r => r.Role!.Value);
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

    /// <summary>A person with one of their memberships, or with none.</summary>
    private sealed record Membered(string Name, string? Email, bool IsOperator, long? OrganizationId, Role? Role);
}
