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

                var gone = await db.ApiKeys.Where(k => k.OrganizationId == organizationId).ExecuteDeleteAsync(cancel);
                if (gone == 0)
                {
                    return Failure.NotFound("API key");
                }

                db.Audit(actor, organizationId, Acts.KeyRevoked);
                await db.SaveChangesAsync(cancel);
                return default(Done);
            },
            cancel);
}
