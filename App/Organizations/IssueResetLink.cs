using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>
/// Makes a link by which a member chooses a new password, for an administrator to hand over. Whoever holds the link holds the account, so it
/// asks the administrator to prove who they are, and is refused for the platform operator, and for people who also belong to organizations that the administrator does not administer; those
/// are the operator's to help.
/// </summary>
public sealed class IssueResetLink(WriteGate gate, ResetLinks links, TimeProvider time)
{
    public async Task<Result<string>> RunAsync(Actor actor, long organizationId, long userId, CancellationToken cancel = default)
    {
        if ((actor.WallForAdministrators(organizationId) ?? actor.Wall(time)) is { } wall)
        {
            return wall;
        }

        return await gate.RunAsync<Result<string>>(async db =>
        {
            var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(
                u => u.Id == userId && db.Memberships.Any(m => m.UserId == userId && m.OrganizationId == organizationId), cancel);
            if (user is null)
            {
                return Failure.NotFound("membership");
            }

            if (user.Id == actor.UserId)
            {
                return Failure.Conflict(OrganizationsText.ResetYourself);
            }

            if (user.IsOperator)
            {
                return Failure.Conflict(OrganizationsText.ResetOperator);
            }

            var theirs = await db.Memberships.Where(m => m.UserId == userId).Select(m => m.OrganizationId).ToListAsync(cancel);
            if (!actor.IsOperator && !theirs.All(actor.IsAdministrator))
            {
                return Failure.Conflict(OrganizationsText.ResetElsewhere);
            }

            db.Audit(actor, organizationId, Acts.ResetLinkIssued, user.Name, user.Email);
            await db.SaveChangesAsync(cancel);
            return links.For(user, ResetLinks.Issued, actor.UserId);
        }, cancel);
    }
}
