using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>An access token to be.</summary>
/// <param name="OrganizationId">The one organization that it reaches.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="ExpiresAt">When it ends; null means never.</param>
public sealed record NewAccessToken(long OrganizationId, string Name, Scopes Scopes = Scopes.All, DateTimeOffset? ExpiresAt = null);

/// <summary>A token just made; its text is never to be seen again.</summary>
public sealed record CreatedAccessToken(long Id, string Text);

/// <summary>Makes an access token of the actor's own, bound to one organization. Every member may.</summary>
public sealed class CreateAccessToken(WriteGate gate, TimeProvider time)
{
    public Task<Result<CreatedAccessToken>> RunAsync(Actor actor, NewAccessToken input, CancellationToken cancel = default) =>
        gate.RunAsync<Result<CreatedAccessToken>>(
            async db =>
            {
                if (!actor.IsMember(input.OrganizationId))
                {
                    return Failure.NotFound("organization");
                }

                if (actor.Wall(time) is { } wall)
                {
                    return wall;
                }

                // In a browser nobody gives a program more than their role needs, which a later role would fill; the operator's command may.
                var needed = actor.IsAdministrator(input.OrganizationId) ? Scopes.All : Scopes.Read | Scopes.Write;
                if (!actor.Allows(input.Scopes) || (actor.SessionId is not null && (input.Scopes & ~needed) != Scopes.None))
                {
                    return Failure.Forbidden();
                }

                var now = time.GetUtcNow();
                var errors = new FieldErrors();
                errors.AddIf(Names.Tidy(input.Name).Length == 0, "name", AccessTokensText.NameRequired);
                errors.AddIf(Names.Tidy(input.Name).Length > AccessToken.NameLength, "name", AccessTokensText.NameTooLong);
                errors.AddIf(input.Scopes == Scopes.None, "scopes", AccessTokensText.ScopeRequired);
                errors.AddIf(input.ExpiresAt <= now, "expires_at", AccessTokensText.ExpiresInThePast);
                if (errors.Any)
                {
                    return errors.ToFailure();
                }

                var text = TokenFormat.Create();
                var token = new AccessToken
                {
                    UserId = actor.UserId,
                    OrganizationId = input.OrganizationId,
                    Name = Names.Tidy(input.Name),
                    Hash = TokenFormat.Hash(text),
                    Ending = TokenFormat.Ending(text),
                    Scopes = input.Scopes,
                    CreatedAt = now,
                    ExpiresAt = input.ExpiresAt,
                };
                db.AccessTokens.Add(token);
                db.Audit(actor, input.OrganizationId, Acts.TokenCreated, token.Name, $"…{token.Ending}: {input.Scopes}");
                await db.SaveChangesAsync(cancel);
                return new CreatedAccessToken(token.Id, text);
            },
            cancel);
}
