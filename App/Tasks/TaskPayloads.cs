using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Ui;

namespace TaskHub.Tasks;

/// <summary>Tasks as the API and the events show them.</summary>
internal static class TaskPayloads
{
    public static string ToApi(this TaskState state) => state switch
    {
        TaskState.New => "new",
        TaskState.Open => "open",
        TaskState.Hold => "hold",
        TaskState.Resolved => "resolved",
        TaskState.Rejected => "rejected",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static TaskPayload ToPayload(this TaskItem task, IReadOnlyList<long> watcherIds) => new()
    {
        Id = task.Id,
        Name = task.Name,
        Description = task.Description,
        DescriptionHtml = SafeMarkdown.ToHtml(task.Description),
        ProjectId = task.ProjectId,
        TaskListId = task.TaskListId,
        OrganizationId = task.OrganizationId,
        Status = task.State.ToApi(),
        Urgent = task.Urgent,
        Priority = task.Priority,
        DueOn = task.DueOn,
        DueTime = Clock(task.DueTime),
        StartOn = task.StartOn,
        AssignedId = task.AssignedId,
        UserId = task.UserId,
        WatcherIds = watcherIds,
        Labels = [.. task.Labels],
        Repeat = task.Repeat,
        CommentsCount = task.CommentsCount,
        SubtasksCount = task.SubtasksCount,
        ResolvedSubtasksCount = task.ResolvedSubtasksCount,
        Position = task.Position,
        Version = task.Version,
        Deleted = task.DeletedAt is not null,
        CreatedAt = task.CreatedAt,
        UpdatedAt = task.UpdatedAt,
        CompletedAt = task.CompletedAt,
    };

    public static string? Clock(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The tasks of these ids, of which the caller knows that the actor sees them.</summary>
    public static async Task<IReadOnlyList<TaskPayload>> ReadTasksAsync(this AppDbContext db, IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        var tasks = await db.Tasks.AsNoTracking().Where(t => ids.Contains(t.Id)).ToListAsync(cancel);
        var watchers = await db.WatchersAsync(db.Tasks.Where(t => ids.Contains(t.Id)), cancel);
        return tasks.ConvertAll(t => t.ToPayload([.. watchers[t.Id]]));
    }

    /// <summary>The watchers of each of the tasks, in one query.</summary>
    public static async Task<ILookup<long, long>> WatchersAsync(this AppDbContext db, IQueryable<TaskItem> tasks, CancellationToken cancel) =>
        (await db.TaskWatchers
            .Where(w => tasks.Any(t => t.Id == w.TaskId))
            .OrderBy(w => w.UserId)
            .Select(w => new { w.TaskId, w.UserId })
            .ToListAsync(cancel)).ToLookup(w => w.TaskId, w => w.UserId);

    public static Task<List<long>> WatchersAsync(this AppDbContext db, long taskId, CancellationToken cancel) =>
        db.TaskWatchers.Where(w => w.TaskId == taskId).OrderBy(w => w.UserId).Select(w => w.UserId).ToListAsync(cancel);
}
