using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Live;

namespace TaskHub.Organizations;

/// <summary>Makes the link of an invitation useless.</summary>
public sealed class WithdrawInvitation(WriteGate gate)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long organizationId, long invitationId, CancellationToken cancel = default)
    {
        if (actor.WallForAdministrators(organizationId) is { } wall)
        {
            return wall;
        }

        return await gate.RunAsync<Result<Done>>(async db =>
        {
            var invitation = await db.Invitations.SingleOrDefaultAsync(
                i => i.Id == invitationId && i.OrganizationId == organizationId && i.AcceptedAt == null, cancel);
            if (invitation is null)
            {
                return Failure.NotFound("invitation");
            }

            db.Remove(invitation);
            db.Audit(actor, organizationId, Acts.InvitationWithdrawn, invitation.Email);
            await db.SaveChangesAsync(cancel);

            db.Signal(Topic.Organization(organizationId));
            return default(Done);
        }, cancel);
    }
}
