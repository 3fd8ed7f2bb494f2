using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Projects;

/// <summary>A task list of a project, and how many open tasks it should hold at most.</summary>
public sealed record ListRow(long Id, string Name, int? WipLimit = null);

/// <summary>A project with its task lists, in their order.</summary>
public sealed record ProjectView(ProjectRow Project, string Organization, IReadOnlyList<ListRow> Lists);

/// <summary>One project that a person sees.</summary>
public sealed class FindProject(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<Result<ProjectView>> RunAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = await db.Projects.AsNoTracking().VisibleTo(actor)
            .Where(p => p.Id == id)
            .Select(p => new
            {
                Project = new ProjectRow(p.Id, p.OrganizationId, p.Name, p.Description, p.Archived, p.Version, p.UserId, p.UpdatedAt),
                Organization = db.Organizations.Where(o => o.Id == p.OrganizationId).Select(o => o.Name).First(),
            })
            .SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            return Failure.NotFound("project");
        }

        var lists = await db.TaskLists.AsNoTracking()
            .Where(l => l.ProjectId == id)
            .OrderBy(l => l.Position).ThenBy(l => l.Id)
            .Select(l => new ListRow(l.Id, l.Name, l.WipLimit))
            .ToListAsync(cancel);
        return new ProjectView(found.Project, found.Organization, lists);
    }
}
