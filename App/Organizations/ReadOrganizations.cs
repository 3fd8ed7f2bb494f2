using Microsoft.EntityFrameworkCore;
using TaskHub.Api;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>A person's organizations and their members, as the API shows them.</summary>
public sealed class ReadOrganizations(IDbContextFactory<AppDbContext> contexts)
{
    internal static readonly OrderFields<Organization> Order =
        new(("id", o => o.Id), ("name", o => o.Name), ("created_at", o => o.CreatedAt), ("updated_at", o => o.UpdatedAt));

    internal static readonly OrderFields<Membership> MemberOrder =
        new(("id", m => m.Id), ("user_id", m => m.UserId), ("created_at", m => m.CreatedAt));

    /// <summary>The organizations whose name holds <paramref name="text"/>, if any is given.</summary>
    public async Task<Page<OrganizationPayload>> RunAsync(Actor actor, string? text, Paging paging, CancellationToken cancel = default)
    {
        var ids = actor.Organizations;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var mine = db.Organizations.AsNoTracking().Where(o => ids.Contains(o.Id));
        if (text is not null)
        {
            var words = AppDbContext.Containing(text);
            mine = mine.Where(o => EF.Functions.Like(o.Name, words, AppDbContext.LikeEscape));
        }

        return (await Order.PageAsync(mine, paging, o => o.Id, cancel)).Select(OrganizationPayload.Of);
    }

    /// <summary>The memberships of an organization; external members know only those they work with.</summary>
    public async Task<Result<Page<MembershipPayload>>> MembersAsync(
        Actor actor, long organizationId, Paging paging, CancellationToken cancel = default)
    {
        if (WallForParticipants(actor, organizationId) is { } wall)
        {
            return wall;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var page = await MemberOrder.PageAsync(
            db.Memberships.AsNoTracking().Where(m => m.OrganizationId == organizationId), paging, m => m.Id, cancel);
        var projects = await GuestProjectsAsync(db, organizationId, cancel);
        return page.Select(m => MembershipPayload.Of(m, [.. projects[m.UserId]]));
    }

    public async Task<Result<MembershipPayload>> MemberAsync(Actor actor, long organizationId, long id, CancellationToken cancel = default)
    {
        if (WallForParticipants(actor, organizationId) is { } wall)
        {
            return wall;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = await db.Memberships.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id && m.OrganizationId == organizationId, cancel);
        var projects = await GuestProjectsAsync(db, organizationId, cancel);
        return found is null ? Failure.NotFound("membership") : MembershipPayload.Of(found, [.. projects[found.UserId]]);
    }

    /// <summary>
    /// A person whom the actor shares an organization with, or the actor. An external member, let into some projects, knows those who work in
    /// them: the members of the organization but other external ones, and those who were let into the same.
    /// </summary>
    public async Task<Result<Person>> PersonAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        var (open, guest) = (actor.OpenOrganizations, actor.GuestProjects);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = await db.Users.AsNoTracking()
            .Where(u => u.Id == id && (id == actor.UserId
                || db.Memberships.Any(m => m.UserId == id && open.Contains(m.OrganizationId))
                || db.ProjectGuests.Any(g => g.UserId == id && guest.Contains(g.ProjectId))
                || db.Memberships.Any(m => m.UserId == id && m.Role >= Role.Participant
                    && db.ProjectGuests.Any(g => g.UserId == actor.UserId && guest.Contains(g.ProjectId) && g.OrganizationId == m.OrganizationId))))
            .Select(u => new { u.Id, u.Name, u.Email })
            .SingleOrDefaultAsync(cancel);
        return found is null ? Failure.NotFound("user") : new Person(found.Id, found.Name, found.Email ?? string.Empty);
    }

    private static Failure? WallForParticipants(Actor actor, long organizationId) =>
        !actor.IsMember(organizationId) ? Failure.NotFound("organization")
        : !actor.IsParticipant(organizationId) ? Failure.Forbidden()
        : null;

    private static async Task<ILookup<long, long>> GuestProjectsAsync(AppDbContext db, long organizationId, CancellationToken cancel) =>
        (await db.ProjectGuests.AsNoTracking()
            .Where(g => g.OrganizationId == organizationId)
            .OrderBy(g => g.ProjectId)
            .Select(g => new { g.UserId, g.ProjectId })
            .ToListAsync(cancel))
        .ToLookup(g => g.UserId, g => g.ProjectId);
}
