using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>Ends an access token at once: one's own, or as an administrator any that is bound to the organization.</summary>
public sealed class RevokeAccessToken(WriteGate gate)
{
    public Task<Result<Done>> RunAsync(Actor actor, long id, CancellationToken cancel = default) =>
        gate.RunAsync<Result<Done>>(
            async db =>
            {
                var token = await db.AccessTokens.SingleOrDefaultAsync(t => t.Id == id, cancel);
                var own = token?.UserId == actor.UserId && actor.BoundTo is null;
                if (token is null || !(own || (token.OrganizationId is { } organization && actor.IsAdministrator(organization))))
                {
                    return Failure.NotFound("access token");
                }

                db.AccessTokens.Remove(token);
                db.Audit(actor, token.OrganizationId, Acts.TokenRevoked, token.Name, $"…{token.Ending}");
                await db.SaveChangesAsync(cancel);
                return default(Done);
            },
            cancel);
}
