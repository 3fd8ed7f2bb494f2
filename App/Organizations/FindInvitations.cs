using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>The invitations that wait to be accepted, the newest first; for administrators.</summary>
public sealed class FindInvitations(IDbContextFactory<AppDbContext> contexts, InvitationLinks links, TimeProvider time)
{
    public async Task<Result<IReadOnlyList<PendingInvitation>>> RunAsync(Actor actor, long organizationId, CancellationToken cancel = default)
    {
        if (actor.WallForAdministrators(organizationId) is { } wall)
        {
            return wall;
        }

        var now = time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = await db.Invitations.AsNoTracking()
            .Where(i => i.OrganizationId == organizationId && i.AcceptedAt == null && i.ExpiresAt > now)
            .OrderByDescending(i => i.Id)
            .Select(i => new { Invitation = i, InvitedBy = db.Users.Where(u => u.Id == i.CreatedById).Select(u => u.Name).FirstOrDefault() })
            .ToListAsync(cancel);
        return found
            .Select(f => new PendingInvitation(
                f.Invitation.Id, f.Invitation.Email, f.Invitation.Role, f.Invitation.ProjectIds, f.InvitedBy ?? string.Empty,
                f.Invitation.CreatedAt, f.Invitation.ExpiresAt, links.For(f.Invitation.Id)))
            .ToList();
    }
}
