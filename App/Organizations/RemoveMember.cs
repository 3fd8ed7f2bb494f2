using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>
/// Takes a person out of an organization: their membership, the projects they were let into, their access tokens for it, what they asked
/// for, and the invitations they sent, by which they could come back. What they wrote stays. Members may take themselves out.
/// </summary>
public sealed class RemoveMember(WriteGate gate)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long organizationId, long userId, CancellationToken cancel = default)
    {
        if (!actor.IsMember(organizationId))
        {
            return Failure.NotFound("organization");
        }

        if (actor.UserId != userId && !actor.IsAdministrator(organizationId))
        {
            return Failure.Forbidden();
        }

        return await gate.RunAsync<Result<Done>>(async db =>
        {
            var member = await db.Memberships.SingleOrDefaultAsync(m => m.OrganizationId == organizationId && m.UserId == userId, cancel);
            if (member is null)
            {
                return Failure.NotFound("membership");
            }

            if (member.Role == Role.Administrator && !await db.HasAnotherAdministratorAsync(organizationId, userId, cancel))
            {
                return Failure.Conflict(OrganizationsText.LastAdministrator);
            }

            await db.SetGuestProjectsAsync(organizationId, userId, [], cancel);
            await db.AccessTokens.Where(t => t.OrganizationId == organizationId && t.UserId == userId).ExecuteDeleteAsync(cancel);
            await db.AdministratorRequests.Where(r => r.OrganizationId == organizationId && r.UserId == userId).ExecuteDeleteAsync(cancel);
            await WithdrawTheirsAsync(db, actor, organizationId, userId, cancel);
            var name = await db.Users.Where(u => u.Id == userId).Select(u => u.Name).SingleAsync(cancel);
            db.Audit(actor, organizationId, Acts.MemberRemoved, name, RoleNames.Of(member.Role), member);
            db.Remove(member);
            db.SignalMember(organizationId, userId);
            await db.SaveChangesAsync(cancel);
            return default(Done);
        }, cancel);
    }

    /// <summary>What somebody made as an administrator ends with that, and does not come back by itself when they become one again: open invitations, and the API key.</summary>
    internal static async Task WithdrawTheirsAsync(AppDbContext db, Actor actor, long organizationId, long userId, CancellationToken cancel)
    {
        await db.Invitations.Where(i => i.OrganizationId == organizationId && i.CreatedById == userId && i.AcceptedAt == null).ExecuteDeleteAsync(cancel);
        if (await db.ApiKeys.SingleOrDefaultAsync(k => k.OrganizationId == organizationId && k.UserId == userId, cancel) is { } key)
        {
            db.Remove(key);
            db.Audit(actor, organizationId, Acts.KeyRevoked, null, OrganizationsText.KeyOfMember(key.Ending));
        }
    }
}
