using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>Takes an organization's API key away: the door is closed until somebody makes a new one.</summary>
internal sealed class RemoveApiKey(WriteGate gate, TimeProvider time)
{
    public Task<Result<Done>> RunAsync(Actor actor, long organizationId, CancellationToken cancel = default) =>
        gate.RunAsync<Result<Done>>(
            async db =>
            {
                if ((ApiKeyAccess.Wall(actor, organizationId) ?? actor.Wall(time)) is { } wall)
                {
                    return wall;
                }

                if (await db.ApiKeys.SingleOrDefaultAsync(k => k.OrganizationId == organizationId, cancel) is not { } key)
                {
                    return Failure.NotFound("API key");
                }

                db.Remove(key);
                db.Audit(actor, organizationId, Acts.KeyRevoked, null, $"…{key.Ending}");
                await db.SaveChangesAsync(cancel);
                return default(Done);
            },
            cancel);
}
