using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>What the holder of an invitation's link is shown.</summary>
/// <param name="OrganizationId">Where it leads.</param>
/// <param name="Organization">Its name.</param>
/// <param name="InvitedBy">Who sent it.</param>
/// <param name="Email">Whom it was made for.</param>
/// <param name="Role">What they become.</param>
/// <param name="HasAccount">Whether that address already has an account, whose person signs in instead of making another.</param>
public sealed record OpenInvitation(long OrganizationId, string Organization, string InvitedBy, string Email, Role Role, bool HasAccount);

/// <summary>Looks at an invitation by its code; whoever holds the code may. A failure says why it does not work any more.</summary>
public sealed class LookAtInvitation(IDbContextFactory<AppDbContext> contexts, InvitationLinks links, TimeProvider time)
{
    public async Task<Result<OpenInvitation>> RunAsync(string? code, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = await FindAsync(db, links.Read(code), time.GetUtcNow(), cancel);
        if (!found.Ok)
        {
            return found.Failure;
        }

        var invitation = found.Value;
        var normalized = Emails.Normalize(invitation.Email);
        var organization = await db.Organizations.Where(o => o.Id == invitation.OrganizationId).Select(o => o.Name).SingleAsync(cancel);
        var invitedBy = await db.Users.Where(u => u.Id == invitation.CreatedById).Select(u => u.Name).SingleOrDefaultAsync(cancel);
        var hasAccount = await db.Users.AnyAsync(u => u.NormalizedEmail == normalized, cancel);
        return new OpenInvitation(
            invitation.OrganizationId, organization, invitedBy ?? string.Empty, invitation.Email, invitation.Role, hasAccount);
    }

    /// <summary>The invitation while it can be accepted, else why not.</summary>
    internal static async Task<Result<Invitation>> FindAsync(AppDbContext db, long? id, DateTimeOffset now, CancellationToken cancel)
    {
        var invitation = id is null ? null : await db.Invitations.SingleOrDefaultAsync(i => i.Id == id, cancel);
        return invitation switch
        {
            null => new Failure(FailureKind.NotFound, OrganizationsText.InvitationUnknown),
            { AcceptedAt: not null } => Failure.Conflict(OrganizationsText.InvitationUsed),
            _ when invitation.ExpiresAt <= now => Failure.Conflict(OrganizationsText.InvitationExpired),
            _ => invitation,
        };
    }
}
