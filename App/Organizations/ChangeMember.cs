using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>Changes a member's role and, for an external one, their projects. What is null stays.</summary>
public sealed record MemberEdit(Role? Role, IReadOnlyList<long>? ProjectIds);

/// <summary>Changes what a member may do. The last administrator stays one.</summary>
public sealed class ChangeMember(WriteGate gate, TimeProvider time)
{
    public async Task<Result<MembershipPayload>> RunAsync(
        Actor actor, long organizationId, long userId, MemberEdit edit, CancellationToken cancel = default)
    {
        if ((actor.WallForAdministrators(organizationId) ?? (edit.Role == Role.Administrator ? actor.Wall(time) : null)) is { } wall)
        {
            return wall;
        }

        return await gate.RunAsync<Result<MembershipPayload>>(async db =>
        {
            var member = await db.Memberships.SingleOrDefaultAsync(m => m.OrganizationId == organizationId && m.UserId == userId, cancel);
            if (member is null)
            {
                return Failure.NotFound("membership");
            }

            var role = edit.Role ?? member.Role;
            if (edit.ProjectIds is { } wanted && !await db.AreProjectsAsync(organizationId, wanted, cancel))
            {
                return Failure.Invalid("project_ids", OrganizationsText.UnknownProject);
            }

            if (member.Role == Role.Administrator && role != Role.Administrator)
            {
                if (!await db.HasAnotherAdministratorAsync(organizationId, userId, cancel))
                {
                    return Failure.Conflict(OrganizationsText.LastAdministrator);
                }

                await RemoveMember.WithdrawTheirsAsync(db, actor, organizationId, userId, cancel);
            }

            await ApplyAsync(db, actor, member, role, edit.ProjectIds, cancel);
            var projects = await db.ProjectGuests.Where(g => g.OrganizationId == organizationId && g.UserId == userId)
                .Select(g => g.ProjectId).Order().ToListAsync(cancel);
            return MembershipPayload.Of(member, projects);
        }, cancel);
    }

    private async Task ApplyAsync(
        AppDbContext db, Actor actor, Membership member, Role role, IReadOnlyList<long>? projectIds, CancellationToken cancel)
    {
        var (organizationId, userId) = (member.OrganizationId, member.UserId);
        if (role != Role.External || projectIds is not null)
        {
            await db.SetGuestProjectsAsync(organizationId, userId, role == Role.External ? projectIds! : [], cancel);
        }

        if (role == Role.Administrator && member.Role != Role.Administrator)
        {
            // What they may have asked for is granted with it.
            foreach (var request in await db.AdministratorRequests
                .Where(r => r.OrganizationId == organizationId && r.UserId == userId && r.DecidedAt == null).ToListAsync(cancel))
            {
                (request.DecidedAt, request.DecidedById, request.Granted) = (time.GetUtcNow(), actor.UserId, true);
            }
        }

        var name = await db.Users.Where(u => u.Id == userId).Select(u => u.Name).SingleAsync(cancel);
        db.Audit(actor, organizationId, Acts.MemberChanged, name, member.Role == role
            ? projectIds is null ? RoleNames.Of(role) : $"{RoleNames.Of(role)}, projects {string.Join(", ", projectIds)}"
            : $"{RoleNames.Of(member.Role)} → {RoleNames.Of(role)}");
        member.Role = role;
        db.SignalMember(organizationId, userId);
        await db.SaveChangesAsync(cancel);
    }
}
