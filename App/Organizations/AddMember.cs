using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>Who is to become a member: someone who has an account, by id or email, or someone new, by email.</summary>
public sealed record NewMember(long? UserId, string? Email, string? Name, Role Role, IReadOnlyList<long> ProjectIds);

/// <summary>
/// Adds a member at once, without asking them, which is how programs do it; on the pages people are invited. An unknown email makes a person
/// without a password, and the answer carries, this once, the link with which they choose one. An account that nobody here knows is refused:
/// an invitation by a link is for its owner to accept.
/// </summary>
public sealed class AddMember(WriteGate gate, ResetLinks links, TimeProvider time)
{
    public async Task<Result<MembershipPayload>> RunAsync(Actor actor, long organizationId, NewMember wanted, CancellationToken cancel = default)
    {
        if (actor.WallForAdministrators(organizationId) is { } wall)
        {
            return wall;
        }

        if (wanted.UserId is null && !Emails.IsAddress(wanted.Email?.Trim()))
        {
            return Failure.Invalid("email", IdentityText.EmailWanted);
        }

        return await gate.RunAsync<Result<MembershipPayload>>(async db =>
        {
            if (!await db.AreProjectsAsync(organizationId, wanted.ProjectIds, cancel))
            {
                return Failure.Invalid("project_ids", OrganizationsText.UnknownProject);
            }

            var user = await FindAsync(db, actor, wanted, cancel);
            if (user is null && wanted.UserId is not null)
            {
                return Failure.Invalid("user_id", OrganizationsText.UnknownPerson);
            }

            if (user is not null && await db.Memberships.AnyAsync(m => m.OrganizationId == organizationId && m.UserId == user.Id, cancel))
            {
                return Failure.Conflict(OrganizationsText.AlreadyMember);
            }

            // Whoever made an account made it with any address they liked: to strangers it proves nothing, so its owner has to be asked.
            if (user is not null && !await KnowsAsync(db, actor.UserId, user.Id, organizationId, cancel))
            {
                return Failure.Conflict(OrganizationsText.MadeElsewhere);
            }

            var now = time.GetUtcNow();
            var isNew = user is null;
            user ??= NewUser.Make(NameOf(wanted), wanted.Email!, passwordHash: null, now);
            if (isNew)
            {
                db.Add(user);
                await db.SaveChangesAsync(cancel);
            }

            db.Audit(actor, organizationId, Acts.MemberAdded, user.Name, $"{user.Email}: {RoleNames.Of(wanted.Role)}");
            var membership = await JoinAsync(db, organizationId, user.Id, wanted.Role, wanted.ProjectIds, now, cancel);
            return MembershipPayload.Of(membership, wanted.ProjectIds, isNew ? links.For(user, ResetLinks.Invited, [organizationId]) : null);
        }, cancel);
    }

    /// <summary>Saves a membership; the caller has made sure that there is none.</summary>
    internal static async Task<Membership> JoinAsync(
        AppDbContext db, long organizationId, long userId, Role role, IReadOnlyList<long> projectIds, DateTimeOffset now, CancellationToken cancel)
    {
        var membership = new Membership { OrganizationId = organizationId, UserId = userId, Role = role, CreatedAt = now };
        db.Add(membership);
        await db.SetGuestProjectsAsync(organizationId, userId, role == Role.External ? projectIds : [], cancel);
        db.SignalMember(organizationId, userId);
        await db.SaveChangesAsync(cancel);
        return membership;
    }

    // By id only those whom the actor knows from another organization, or ids could be counted through.
    private static Task<User?> FindAsync(AppDbContext db, Actor actor, NewMember wanted, CancellationToken cancel)
    {
        if (wanted.UserId is not { } id)
        {
            var email = Emails.Normalize(wanted.Email!);
            return db.Users.SingleOrDefaultAsync(u => u.NormalizedEmail == email, cancel);
        }

        var known = actor.Organizations;
        return db.Users.SingleOrDefaultAsync(
            u => u.Id == id && (id == actor.UserId || db.Memberships.Any(m => m.UserId == id && known.Contains(m.OrganizationId))), cancel);
    }

    // From an organization of theirs, because they were here before, or because the whole hub is theirs.
    private static Task<bool> KnowsAsync(AppDbContext db, long who, long whom, long organizationId, CancellationToken cancel) =>
        db.Users.AnyAsync(
            u => u.Id == who && (u.IsOperator || who == whom || db.AuditEntries.Any(r => r.SubjectId == whom && r.OrganizationId == organizationId)
                || db.Memberships.Any(m => m.UserId == whom && db.Memberships.Any(o => o.UserId == who && o.OrganizationId == m.OrganizationId))),
            cancel);

    private static string NameOf(NewMember wanted)
    {
        var name = Names.Tidy(wanted.Name).Length == 0 ? wanted.Email!.Trim().Split('@')[0] : Names.Tidy(wanted.Name);
        return name[..Math.Min(name.Length, User.NameLength)];
    }
}
