using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Live;

namespace TaskHub.Organizations;

/// <summary>An invitation that nobody has accepted yet.</summary>
public sealed record PendingInvitation(
    long Id, string Email, Role Role, IReadOnlyList<long> ProjectIds, string InvitedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, string Url);

/// <summary>Makes a link by which someone joins the organization. It works once, for seven days.</summary>
public sealed class Invite(WriteGate gate, InvitationLinks links, TimeProvider time)
{
    public async Task<Result<PendingInvitation>> RunAsync(
        Actor actor, long organizationId, string? email, Role role, IReadOnlyList<long> projectIds, CancellationToken cancel = default)
    {
        if ((actor.WallForAdministrators(organizationId) ?? (role == Role.Administrator ? actor.Wall(time) : null)) is { } wall)
        {
            return wall;
        }

        var address = email?.Trim() ?? string.Empty;
        if (!Emails.IsAddress(address))
        {
            return Failure.Invalid("email", IdentityText.EmailWanted);
        }

        if (!Enum.IsDefined(role))
        {
            return Failure.Invalid("role", OrganizationsText.UnknownRole);
        }

        var normalized = Emails.Normalize(address);
        return await gate.RunAsync<Result<PendingInvitation>>(async db =>
        {
            if (await db.Memberships.AnyAsync(m => m.OrganizationId == organizationId && m.User!.NormalizedEmail == normalized, cancel))
            {
                return Failure.Invalid("email", OrganizationsText.AlreadyMember);
            }

            if (!await db.AreProjectsAsync(organizationId, projectIds, cancel))
            {
                return Failure.Invalid("project_ids", OrganizationsText.UnknownProject);
            }

            // Open invitations are few, and addresses are compared as sign-in compares them, whatever their case.
            var now = time.GetUtcNow();
            var open = await db.Invitations.AsNoTracking().Where(i => i.OrganizationId == organizationId && i.AcceptedAt == null && i.ExpiresAt > now)
                .Select(i => new { i.Email, i.ExpiresAt }).ToListAsync(cancel);
            if (open.Find(i => Emails.Normalize(i.Email) == normalized) is { } already)
            {
                return Failure.Invalid("email", OrganizationsText.AlreadyInvited(already.Email, already.ExpiresAt));
            }

            var invitation = new Invitation
            {
                OrganizationId = organizationId,
                Email = address,
                Role = role,
                ProjectIds = role == Role.External ? [.. projectIds.Distinct()] : [],
                CreatedById = actor.UserId,
                CreatedAt = now,
                ExpiresAt = now + InvitationLinks.Lifetime,
            };
            db.Add(invitation);
            db.Audit(actor, organizationId, Acts.Invited, address, RoleNames.Of(role));
            db.Signal(Topic.Organization(organizationId));
            await db.SaveChangesAsync(cancel);
            return new PendingInvitation(
                invitation.Id, address, role, invitation.ProjectIds, actor.Name, now, invitation.ExpiresAt, links.For(invitation.Id));
        }, cancel);
    }
}
