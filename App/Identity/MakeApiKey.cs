using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>Gives an organization its API key, in the place of the one it has: requests that are signed with that one are refused at once.</summary>
internal sealed class MakeApiKey(WriteGate gate, ApiKeySecrets secrets, TimeProvider time)
{
    /// <summary>The text of the key, this once.</summary>
    public Task<Result<string>> RunAsync(Actor actor, long organizationId, CancellationToken cancel = default) =>
        gate.RunAsync<Result<string>>(
            async db =>
            {
                if ((ApiKeyAccess.Wall(actor, organizationId) ?? actor.Wall(time)) is { } wall)
                {
                    return wall;
                }

                var before = await db.ApiKeys.Where(k => k.OrganizationId == organizationId).Select(k => k.Ending).SingleOrDefaultAsync(cancel);
                if (before is not null)
                {
                    await db.ApiKeys.Where(k => k.OrganizationId == organizationId).ExecuteDeleteAsync(cancel);
                    db.Audit(actor, organizationId, Acts.KeyRevoked, null, IdentityText.KeyReplaced(before));
                }

                var text = ApiKeySecrets.Create();
                db.ApiKeys.Add(new ApiKey
                {
                    OrganizationId = organizationId,
                    UserId = actor.UserId,
                    Secret = secrets.Protect(organizationId, text),
                    Ending = text[^4..],
                    CreatedAt = time.GetUtcNow(),
                });
                db.Audit(actor, organizationId, Acts.KeyCreated, null, $"…{text[^4..]}");
                await db.SaveChangesAsync(cancel);
                return text;
            },
            cancel);
}
