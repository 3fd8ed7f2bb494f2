using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>A task in the trash.</summary>
/// <param name="Id">Its id, which it keeps when it is restored.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Project">The name of its project.</param>
/// <param name="AuthorId">Who began it.</param>
/// <param name="DeletedAt">When it was deleted.</param>
/// <param name="DeletedBy">Who deleted it, as long as that is remembered.</param>
public sealed record TrashedTask(long Id, string Name, string Project, long AuthorId, DateTimeOffset DeletedAt, string? DeletedBy)
{
    /// <summary>From this time on it may be gone for good.</summary>
    public DateTimeOffset KeptUntil => DeletedAt + EmptyTrash.KeptFor;
}

/// <summary>A stretch of the trash, and how much there is in all.</summary>
public sealed record Trash(IReadOnlyList<TrashedTask> Tasks, int Count);

/// <summary>
/// What is in the trash of an organization, the newest first, as far as the actor saw it before. The tasks of a deleted project are not in
/// it: they went with their project.
/// </summary>
public sealed class FindTrash(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<Result<Trash>> RunAsync(Actor actor, long organizationId, int most, CancellationToken cancel = default)
    {
        if (!actor.Organizations.Contains(organizationId))
        {
            return Failure.NotFound("organization");
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var trashed =
            from task in db.Tasks.IgnoreQueryFilters().AsNoTracking().VisibleTo(actor)
            join project in db.Projects on task.ProjectId equals project.Id
            where task.OrganizationId == organizationId && task.DeletedAt != null && project.DeletedAt == null
            orderby task.DeletedAt descending, task.Id descending
            select new TrashedTask(
                task.Id,
                task.Name,
                project.Name,
                task.UserId,
                task.DeletedAt!.Value,
                (from e in db.Events
                 where e.TaskId == task.Id && e.Type == EventTypes.TaskDeleted
                 orderby e.Id descending
                 join user in db.Users on e.ActorId equals user.Id
                 select user.Name).FirstOrDefault());
        var count = await trashed.CountAsync(cancel);
        return new Trash(await trashed.Take(most).ToListAsync(cancel), count);
    }
}
