using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>One of a person's organizations.</summary>
/// <param name="Id">The organization.</param>
/// <param name="Name">Its name.</param>
/// <param name="Role">The person's role in it.</param>
/// <param name="Waiting">How many members wait to become administrators; 0 for whoever cannot decide it.</param>
public sealed record OrganizationSummary(long Id, string Name, Role Role, int Waiting);

/// <summary>The actor's organizations, by name.</summary>
public sealed class FindOrganizations(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<IReadOnlyList<OrganizationSummary>> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        var ids = actor.Organizations;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = await db.Organizations.AsNoTracking()
            .Where(o => ids.Contains(o.Id))
            .Select(o => new { o.Id, o.Name, Waiting = db.AdministratorRequests.Count(r => r.OrganizationId == o.Id && r.DecidedAt == null) })
            .ToListAsync(cancel);
        return found
            .OrderBy(o => o.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(o => o.Id)
            .Select(o => new OrganizationSummary(o.Id, o.Name, actor.Roles[o.Id], actor.IsAdministrator(o.Id) ? o.Waiting : 0))
            .ToList();
    }
}
