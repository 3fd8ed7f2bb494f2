using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>The projects that an external member can be let into; for administrators.</summary>
public sealed class FindProjectNames(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<Result<IReadOnlyList<ProjectName>>> RunAsync(Actor actor, long organizationId, CancellationToken cancel = default)
    {
        if (actor.WallForAdministrators(organizationId) is { } wall)
        {
            return wall;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = await db.ProjectNames.Where(p => p.OrganizationId == organizationId).ToListAsync(cancel);
        return found.OrderBy(p => p.Archived).ThenBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase).ToList();
    }
}
