using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>Who calls with an access token.</summary>
/// <param name="Actor">What the token allows.</param>
/// <param name="TokenId">Which token.</param>
/// <param name="OfOperator">Whether it is the platform operator's; the actor of one that is bound to an organization is not.</param>
public sealed record Caller(Actor Actor, long TokenId, bool OfOperator);

/// <summary>Finds who calls with an access token.</summary>
public sealed class TokenCallers(IDbContextFactory<AppDbContext> contexts, Actors actors, TokenUses uses, TimeProvider time)
{
    private static readonly Func<AppDbContext, byte[], CancellationToken, Task<Found?>> Query = EF.CompileAsyncQuery((AppDbContext db, byte[] hash, CancellationToken _) =>
        db.AccessTokens.Where(t => t.Hash == hash)
            .Select(t => new Found(t.Id, t.UserId, t.OrganizationId, t.Scopes, t.ExpiresAt, t.Ending, db.Users.Any(u => u.Id == t.UserId && u.IsOperator)))
            .SingleOrDefault());

    /// <summary>
    /// The caller, or null when the token is malformed, unknown, revoked or expired, or bound to an organization that its person has left.
    /// </summary>
    /// <param name="text">The token's text.</param>
    /// <param name="from">The address that it came from, for its owner to see.</param>
    /// <param name="cancel">Ends the search.</param>
    public async Task<Caller?> FindAsync(string text, string? from, CancellationToken cancel = default)
    {
        if (!TokenFormat.IsMatch(text))
        {
            return null;
        }

        var hash = TokenFormat.Hash(text);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var token = await Query(db, hash, cancel);
        if (token is null || token.ExpiresAt <= time.GetUtcNow())
        {
            return null;
        }

        var actor = await actors.FindAsync(token.UserId, token.OrganizationId, token.Scopes, cancel);
        if (actor is null || (token.OrganizationId is { } organization && !actor.IsMember(organization)))
        {
            return null;
        }

        uses.Note(token.Id, from);
        return new Caller(actor with { From = from, Via = $"token …{token.Ending}" }, token.Id, token.OfOperator);
    }

    private sealed record Found(long Id, long UserId, long? OrganizationId, Scopes Scopes, DateTimeOffset? ExpiresAt, string Ending, bool OfOperator);
}
