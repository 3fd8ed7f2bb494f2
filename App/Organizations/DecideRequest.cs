using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>Grants or refuses a member's request to become an administrator.</summary>
public sealed class DecideRequest(WriteGate gate, TimeProvider time)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long organizationId, long requestId, bool grant, CancellationToken cancel = default)
    {
        if ((actor.WallForAdministrators(organizationId) ?? (grant ? actor.Wall(time) : null)) is { } wall)
        {
            return wall;
        }

        return await gate.RunAsync<Result<Done>>(async db =>
        {
            var request = await db.AdministratorRequests.SingleOrDefaultAsync(
                r => r.Id == requestId && r.OrganizationId == organizationId, cancel);
            if (request is null)
            {
                return Failure.NotFound("request");
            }

            if (request.DecidedAt is not null)
            {
                return Failure.Conflict(OrganizationsText.AlreadyDecided);
            }

            request.DecidedAt = time.GetUtcNow();
            request.DecidedById = actor.UserId;
            request.Granted = grant;
            if (grant)
            {
                var member = await db.Memberships.SingleAsync(m => m.OrganizationId == organizationId && m.UserId == request.UserId, cancel);
                member.Role = Role.Administrator;
                await db.SetGuestProjectsAsync(organizationId, request.UserId, [], cancel);
            }

            var name = await db.Users.Where(u => u.Id == request.UserId).Select(u => u.Name).SingleAsync(cancel);
            db.Audit(actor, organizationId, grant ? Acts.AdministrationGranted : Acts.AdministrationRefused, name);
            db.SignalMember(organizationId, request.UserId);
            await db.SaveChangesAsync(cancel);
            return default(Done);
        }, cancel);
    }
}
