using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>
/// Fills a new organization with something to look at. The first-run page offers it when a room that knows about projects and tasks, which
/// this one may not, registers one.
/// </summary>
public interface ISampleProject
{
    /// <summary>Adds a project with a few tasks to the organization that <paramref name="actor"/> has just made.</summary>
    Task AddAsync(Actor actor, long organizationId, CancellationToken cancel = default);
}
