using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>One of a person's organizations, with whom to turn to.</summary>
/// <param name="Id">The organization.</param>
/// <param name="Name">Its name.</param>
/// <param name="Role">The person's role in it.</param>
/// <param name="Administrators">Who administers it, by name.</param>
/// <param name="RequestedAt">When the person asked to become an administrator, while nobody has decided it.</param>
/// <param name="RefusedAt">When their last request was refused, if it was.</param>
public sealed record OrganizationOverview(
    long Id, string Name, Role Role, IReadOnlyList<Person> Administrators, DateTimeOffset? RequestedAt, DateTimeOffset? RefusedAt);

/// <summary>What the page "Manage organizations" shows.</summary>
public sealed class ManageOrganizations(IDbContextFactory<AppDbContext> contexts, FindOrganizations findOrganizations)
{
    public async Task<IReadOnlyList<OrganizationOverview>> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        var mine = await findOrganizations.RunAsync(actor, cancel);
        var ids = actor.Organizations;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var administrators = (await db.Memberships.AsNoTracking()
                .Where(m => ids.Contains(m.OrganizationId) && m.Role == Role.Administrator)
                .Select(m => new { m.OrganizationId, m.UserId, m.User!.Name, m.User.Email })
                .ToListAsync(cancel))
            .ToLookup(m => m.OrganizationId, m => new Person(m.UserId, m.Name, m.Email ?? string.Empty));
        var requests = (await db.AdministratorRequests.AsNoTracking()
                .Where(r => r.UserId == actor.UserId && ids.Contains(r.OrganizationId))
                .OrderBy(r => r.Id)
                .ToListAsync(cancel))
            .ToLookup(r => r.OrganizationId);
        return mine.Select(o =>
        {
            var last = requests[o.Id].LastOrDefault();
            return new OrganizationOverview(
                o.Id, o.Name, o.Role,
                [.. administrators[o.Id].OrderBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase)],
                last is { DecidedAt: null } ? last.CreatedAt : null,
                last is { Granted: false } ? last.DecidedAt : null);
        }).ToList();
    }
}
