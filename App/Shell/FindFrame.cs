using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Projects;

namespace TaskHub;

/// <summary>An organization in the switch.</summary>
public sealed record FrameOrganization(long Id, string Name, Role Role);

/// <summary>What stands around every page.</summary>
/// <param name="Person">Who is signed in.</param>
/// <param name="Organizations">All of theirs, by name.</param>
/// <param name="Current">The one whose projects are shown.</param>
/// <param name="Projects">Its projects that are not archived.</param>
/// <param name="Requests">How many requests wait for its administrators; 0 for everyone else.</param>
public sealed record FrameView(
    Actor Person, IReadOnlyList<FrameOrganization> Organizations, FrameOrganization? Current, IReadOnlyList<ProjectRow> Projects, int Requests);

/// <summary>What the frame shows a person.</summary>
public sealed class FindFrame(IDbContextFactory<AppDbContext> contexts, FindProjects projects)
{
    /// <param name="actor">Who looks.</param>
    /// <param name="wished">The organizations that could be the current one, the likeliest first.</param>
    /// <param name="cancel">Ends the search.</param>
    public async Task<FrameView> RunAsync(Actor actor, IEnumerable<long?> wished, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var names = await db.Organizations.AsNoTracking()
            .Where(o => actor.Organizations.Contains(o.Id))
            .Select(o => new { o.Id, o.Name })
            .ToListAsync(cancel);
        var organizations = names
            .OrderBy(o => o.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(o => o.Id)
            .Select(o => new FrameOrganization(o.Id, o.Name, actor.Roles[o.Id]))
            .ToList();
        var current = wished.Select(id => organizations.Find(o => o.Id == id)).FirstOrDefault(o => o is not null) ?? organizations.FirstOrDefault();
        if (current is null)
        {
            return new FrameView(actor, organizations, null, [], 0);
        }

        var found = await projects.RunAsync(actor, current.Id, cancel);
        var requests = current.Role == Role.Administrator
            ? await db.AdministratorRequests.CountAsync(r => r.OrganizationId == current.Id && r.DecidedAt == null, cancel)
            : 0;
        return new FrameView(actor, organizations, current, found.Ok ? [.. found.Value.Where(p => !p.Archived)] : [], requests);
    }
}
