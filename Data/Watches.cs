using Microsoft.EntityFrameworkCore;

namespace TaskHub.Data;

/// <summary>Who wants to hear of a task, or of a project, or not to; for rooms that may not know these.</summary>
public sealed record Watch
{
    public required long UserId { get; init; }

    /// <summary>They want to hear nothing of it.</summary>
    public required bool Muted { get; init; }
}

public sealed partial class AppDbContext
{
    private static readonly Func<AppDbContext, long, IAsyncEnumerable<long>> Watching = EF.CompileAsyncQuery((AppDbContext db, long project) =>
        db.ProjectWatchers.Where(w => w.ProjectId == project && !w.Muted).Select(w => w.UserId));

    /// <summary>Who watches or has muted a task.</summary>
    public IQueryable<Watch> TaskWatches(long taskId) =>
        TaskWatchers.IgnoreQueryFilters().Where(w => w.TaskId == taskId).Select(w => new Watch { UserId = w.UserId, Muted = w.Muted });

    /// <summary>Who watches or has muted a project.</summary>
    public IQueryable<Watch> ProjectWatches(long projectId) =>
        ProjectWatchers.Where(w => w.ProjectId == projectId).Select(w => new Watch { UserId = w.UserId, Muted = w.Muted });

    /// <summary>Who watches a project; asked at every new task, so it is prepared once.</summary>
    public IAsyncEnumerable<long> WatchersOfProject(long projectId) => Watching(this, projectId);

    /// <summary>Who has commented on a task.</summary>
    public IQueryable<long> Commenters(long taskId) => Comments.Where(c => c.TaskId == taskId).Select(c => c.UserId).Distinct();
}
