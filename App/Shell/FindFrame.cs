using TaskHub.Activity;
using TaskHub.Identity;
using TaskHub.Organizations;
using TaskHub.Projects;

namespace TaskHub;

/// <summary>What stands around every page.</summary>
/// <param name="Person">Who is signed in.</param>
/// <param name="Organizations">All of theirs, by name.</param>
/// <param name="Current">The one whose projects are shown.</param>
/// <param name="Projects">Its projects that are not archived.</param>
/// <param name="Unread">How much of their inbox they have not read.</param>
public sealed record FrameView(
    Actor Person, IReadOnlyList<OrganizationSummary> Organizations, OrganizationSummary? Current, IReadOnlyList<ProjectRow> Projects,
    int Unread);

/// <summary>What the frame shows a person.</summary>
public sealed class FindFrame(FindOrganizations organizations, FindProjects projects, FindInbox inbox)
{
    /// <param name="actor">Who looks.</param>
    /// <param name="wished">The organizations that could be the current one, the likeliest first.</param>
    /// <param name="cancel">Ends the search.</param>
    public async Task<FrameView> RunAsync(Actor actor, IEnumerable<long?> wished, CancellationToken cancel = default)
    {
        var all = await organizations.RunAsync(actor, cancel);
        var current = wished.Select(id => all.FirstOrDefault(o => o.Id == id)).FirstOrDefault(o => o is not null) ?? (all.Count > 0 ? all[0] : null);
        var unread = await inbox.CountAsync(actor, cancel);
        if (current is null)
        {
            return new FrameView(actor, all, null, [], unread);
        }

        var found = await projects.RunAsync(actor, current.Id, cancel);
        return new FrameView(actor, all, current, found.Ok ? [.. found.Value.Where(p => !p.Archived)] : [], unread);
    }
}
