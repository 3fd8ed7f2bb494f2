namespace TaskHub.Data;

/// <summary>Who is told of what happens to a task, for rooms that may not know tasks.</summary>
public sealed record Watch
{
    public required long TaskId { get; init; }
    public required long UserId { get; init; }
}

public sealed partial class AppDbContext
{
    /// <summary>The watchers of all tasks.</summary>
    public IQueryable<Watch> Watches => TaskWatchers.Select(w => new Watch { TaskId = w.TaskId, UserId = w.UserId });
}
