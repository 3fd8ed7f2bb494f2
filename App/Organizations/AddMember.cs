using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>Who is to become a member: someone who has an account, by id or email, or someone new, by email.</summary>
public sealed record NewMember(long? UserId, string? Email, string? Name, Role Role, IReadOnlyList<long> ProjectIds);

/// <summary>
/// Adds a member at once, without asking them, which is how programs do it; on the pages people are invited. An unknown email makes a person
/// without a password, and the answer carries, this once, the link with which they choose one. An account that whoever asks does not answer for
/// already is refused: an invitation by a link is for its owner to accept.
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

            var user = await FindAsync(db, wanted, cancel);
            var answers = user is not null && await AnswersForAsync(db, actor.UserId, user.Id, organizationId, cancel);
            if (wanted.UserId is not null && !answers)
            {
                // Of an account that is not theirs to add nobody learns whether it is there, or ids could be counted through.
                return Failure.Invalid("user_id", OrganizationsText.UnknownPerson);
            }

            if (user is not null && await db.Memberships.AnyAsync(m => m.OrganizationId == organizationId && m.UserId == user.Id, cancel))
            {
                return Failure.Conflict(OrganizationsText.AlreadyMember);
            }

            // Whoever made an account made it with any address they liked: to strangers it proves nothing. And whoever is added is seen in the
            // audit with what they do with their account. So its owner has to be asked.
            if (user is not null && !answers)
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
            return MembershipPayload.Of(membership, wanted.ProjectIds, isNew ? links.For(user, ResetLinks.Invited, actor.UserId) : null);
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

    private static Task<User?> FindAsync(AppDbContext db, NewMember wanted, CancellationToken cancel)
    {
        var email = Emails.Normalize(wanted.Email ?? string.Empty);
        return db.Users.SingleOrDefaultAsync(u => wanted.UserId == null ? u.NormalizedEmail == email : u.Id == wanted.UserId, cancel);
    }

    // They themselves; anybody of an organization that they administer; who was a member here before and did not leave; for the operator, all.
    private static Task<bool> AnswersForAsync(AppDbContext db, long who, long whom, long organizationId, CancellationToken cancel) =>
        db.Users.AnyAsync(
            u => u.Id == who && (u.IsOperator || who == whom
                || db.AuditEntries.Where(r => r.SubjectId == whom && r.OrganizationId == organizationId).OrderByDescending(r => r.Id).Take(1).Any(r => r.UserId != whom)
                || db.Memberships.Any(m => m.UserId == whom
                    && db.Memberships.Any(o => o.UserId == who && o.OrganizationId == m.OrganizationId && o.Role == Role.Administrator))),
            cancel);

    private static string NameOf(NewMember wanted)
    {
        var name = Names.Tidy(wanted.Name).Length == 0 ? wanted.Email!.Trim().Split('@')[0] : Names.Tidy(wanted.Name);
        return name[..Math.Min(name.Length, User.NameLength)];
    }
}
