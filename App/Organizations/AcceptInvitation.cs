using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>Accepts an invitation, as someone who is signed in or with a new account. It works once.</summary>
public sealed class AcceptInvitation(WriteGate gate, InvitationLinks links, Passwords passwords, TimeProvider time)
{
    /// <summary>Joins as the signed-in person, whatever address the invitation was made for. Answers the organization.</summary>
    public Task<Result<long>> RunAsync(Actor actor, string? code, CancellationToken cancel = default) =>
        gate.RunAsync<Result<long>>(async db =>
        {
            var found = await LookAtInvitation.FindAsync(db, links.Read(code), time.GetUtcNow(), cancel);
            if (!found.Ok)
            {
                return found.Failure;
            }

            db.Audit(actor, found.Value.OrganizationId, Acts.MemberJoined, null, Joined(found.Value));
            await JoinAsync(db, found.Value, actor.UserId, cancel);
            return found.Value.OrganizationId;
        }, cancel);

    /// <summary>Makes an account for the address that was invited, and joins. Answers the new person.</summary>
    public async Task<Result<NewPerson>> WithNewAccountAsync(string? code, string? name, string? password, string? from = null, CancellationToken cancel = default)
    {
        var id = links.Read(code);
        var hash = password is { Length: >= Passwords.Shortest and <= Passwords.Longest } ? passwords.Hash(password) : null;
        return await gate.RunAsync<Result<NewPerson>>(async db =>
        {
            var found = await LookAtInvitation.FindAsync(db, id, time.GetUtcNow(), cancel);
            if (!found.Ok)
            {
                return found.Failure;
            }

            var invitation = found.Value;
            var problems = NewUser.Problems(name, invitation.Email, password);
            if (problems.Count > 0)
            {
                return Failure.Invalid(problems);
            }

            var normalized = Emails.Normalize(invitation.Email);
            if (await db.Users.AnyAsync(u => u.NormalizedEmail == normalized, cancel))
            {
                return Failure.Conflict(IdentityText.EmailTaken);
            }

            var user = NewUser.Make(name!, invitation.Email, hash, time.GetUtcNow());
            db.Add(user);
            await db.SaveChangesAsync(cancel);
            db.Audit(user, from, Acts.MemberJoined, Joined(invitation), invitation.OrganizationId);
            await JoinAsync(db, invitation, user.Id, cancel);
            return new NewPerson(user.Id, invitation.OrganizationId);
        }, cancel);
    }

    private static string Joined(Invitation invitation) => $"{RoleNames.Of(invitation.Role)}, invited as {invitation.Email}";

    // A member who was invited again keeps the higher of both roles.
    private async Task JoinAsync(AppDbContext db, Invitation invitation, long userId, CancellationToken cancel)
    {
        var organizationId = invitation.OrganizationId;
        var now = time.GetUtcNow();
        invitation.AcceptedAt = now;

        // Whoever was invited twice has answered both.
        await db.Invitations.Where(i => i.OrganizationId == organizationId && i.Email == invitation.Email && i.AcceptedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.AcceptedAt, now), cancel);
        var known = await db.ProjectNames.Where(p => p.OrganizationId == organizationId).Select(p => p.Id).ToListAsync(cancel);
        var projects = invitation.ProjectIds.Intersect(known).ToList();
        var member = await db.Memberships.SingleOrDefaultAsync(m => m.OrganizationId == organizationId && m.UserId == userId, cancel);
        if (member is null)
        {
            await AddMember.JoinAsync(db, organizationId, userId, invitation.Role, projects, now, cancel);
            return;
        }

        member.Role = (Role)Math.Max((int)member.Role, (int)invitation.Role);
        var before = await db.ProjectGuests.Where(g => g.OrganizationId == organizationId && g.UserId == userId)
            .Select(g => g.ProjectId).ToListAsync(cancel);
        await db.SetGuestProjectsAsync(organizationId, userId, member.Role == Role.External ? [.. before.Union(projects)] : [], cancel);
        db.SignalMember(organizationId, userId);
        await db.SaveChangesAsync(cancel);
    }
}
