using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>An access token as its owner and administrators see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="OrganizationId">The one organization that it reaches, or null for all of its owner's.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Ending">Its last four characters.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends, if ever.</param>
/// <param name="LastUsedAt">When it was last used, to within a minute.</param>
/// <param name="LastUsedFrom">The address that used it then.</param>
public sealed record AccessTokenView(
    long Id, Person Owner, long? OrganizationId, string Name, string Ending, Scopes Scopes, DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, string? LastUsedFrom);

/// <summary>The tokens that reach an organization, newest first: one's own, and for administrators also everyone's that is bound to it.</summary>
public sealed class FindAccessTokens(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<Result<IReadOnlyList<AccessTokenView>>> RunAsync(Actor actor, long organizationId, CancellationToken cancel = default)
    {
        if (!actor.IsMember(organizationId))
        {
            return Failure.NotFound("organization");
        }

        var all = actor.IsAdministrator(organizationId);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.AccessTokens.AsNoTracking()
            .Where(t => (t.UserId == actor.UserId && (t.OrganizationId == null || t.OrganizationId == organizationId))
                || (all && t.OrganizationId == organizationId))
            .OrderByDescending(t => t.Id)
            .Select(t => new AccessTokenView(
                t.Id, new Person(t.User!.Id, t.User.Name, t.User.Email!), t.OrganizationId, t.Name, t.Ending, t.Scopes, t.CreatedAt,
                t.ExpiresAt, t.LastUsedAt, t.LastUsedFrom))
            .ToListAsync(cancel);
    }
}
