using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Projects;

/// <summary>What stands in the lists of a project. Projects know nothing of tasks: the tasks room provides it, inside the same transaction.</summary>
public interface IProjectContents
{
    Task<bool> AnyInAsync(AppDbContext db, long taskListId, CancellationToken cancel);

    /// <summary>Moves all that a list holds to the end of another list of its project.</summary>
    Task MoveAsync(AppDbContext db, Actor actor, TaskList from, TaskList to, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Deletes all that a project holds, with its events.</summary>
    Task DeleteAsync(AppDbContext db, Actor actor, Project project, DateTimeOffset now, CancellationToken cancel);
}
