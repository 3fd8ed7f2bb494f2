using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Projects;

/// <summary>A project as pages list it.</summary>
public sealed record ProjectRow(
    long Id, long OrganizationId, string Name, string Description, bool Archived, int Version, long UserId, DateTimeOffset UpdatedAt);

/// <summary>The projects of an organization that a person sees, by name; archived ones last.</summary>
public sealed class FindProjects(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<Result<IReadOnlyList<ProjectRow>>> RunAsync(Actor actor, long organizationId, CancellationToken cancel = default)
    {
        if (!actor.IsMember(organizationId))
        {
            return Failure.NotFound("organization");
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Projects.AsNoTracking().VisibleTo(actor)
            .Where(p => p.OrganizationId == organizationId)
            .Select(p => new ProjectRow(p.Id, p.OrganizationId, p.Name, p.Description, p.Archived, p.Version, p.UserId, p.UpdatedAt))
            .ToListAsync(cancel);
        return rows.OrderBy(p => p.Archived).ThenBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(p => p.Id).ToList();
    }
}
