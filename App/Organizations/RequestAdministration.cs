using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>Asks the administrators of an organization to make the actor one of them. One request at a time; a refused one may be repeated.</summary>
public sealed class RequestAdministration(WriteGate gate, TimeProvider time)
{
    public Task<Result<Done>> RunAsync(Actor actor, long organizationId, CancellationToken cancel = default) =>
        gate.RunAsync<Result<Done>>(async db =>
        {
            var member = await db.Memberships.SingleOrDefaultAsync(
                m => m.OrganizationId == organizationId && m.UserId == actor.UserId, cancel);
            if (member is null || !actor.IsMember(organizationId))
            {
                return Failure.NotFound("organization");
            }

            if (member.Role == Role.Administrator)
            {
                return Failure.Conflict(OrganizationsText.AlreadyAdministrator);
            }

            if (await db.AdministratorRequests.AnyAsync(
                r => r.OrganizationId == organizationId && r.UserId == actor.UserId && r.DecidedAt == null, cancel))
            {
                return Failure.Conflict(OrganizationsText.AlreadyRequested);
            }

            db.Add(new AdministratorRequest { OrganizationId = organizationId, UserId = actor.UserId, CreatedAt = time.GetUtcNow() });
            db.Audit(actor, organizationId, Acts.AdministrationRequested);
            db.SignalMember(organizationId, actor.UserId);
            await db.SaveChangesAsync(cancel);
            return default(Done);
        }, cancel);
}
