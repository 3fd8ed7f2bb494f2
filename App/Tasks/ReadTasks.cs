using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TaskHub.Api;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>Which tasks are wanted; null and an empty list mean any.</summary>
public sealed record TaskQuery
{
    public long? OrganizationId { get; init; }
    public long? ProjectId { get; init; }
    public long? TaskListId { get; init; }
    public long? AssignedId { get; init; }
    public IReadOnlyList<TaskState> Status { get; init; } = [];
    public DateTimeOffset? UpdatedSince { get; init; }

    /// <summary>Words that the name or the description holds.</summary>
    public string? Text { get; init; }

    /// <summary>True for tasks of archived projects alone, false for those of all others.</summary>
    public bool? InArchivedProject { get; init; }

    /// <summary>What else a task must be, all of it.</summary>
    public IReadOnlyList<Expression<Func<TaskItem, bool>>> Conditions { get; init; } = [];

    /// <summary>A condition: the name holds these words, in any case.</summary>
    public static Expression<Func<TaskItem, bool>> NameHas(string words)
    {
        var pattern = AppDbContext.Containing(words);
        return t => EF.Functions.Like(t.Name, pattern, AppDbContext.LikeEscape);
    }
}

/// <summary>Tasks as the API shows them.</summary>
public sealed class ReadTasks(IDbContextFactory<AppDbContext> contexts)
{
    internal static readonly OrderFields<TaskItem> Order = new(
        ("id", t => t.Id), ("name", t => t.Name), ("position", t => t.Position), ("priority", t => t.Priority), ("due_on", t => t.DueOn),
        ("created_at", t => t.CreatedAt), ("updated_at", t => t.UpdatedAt), ("completed_at", t => t.CompletedAt));

    public async Task<Page<TaskPayload>> RunAsync(Actor actor, TaskQuery wanted, Paging paging, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var page = await Order.PageAsync(Apply(db, db.Tasks.AsNoTracking().VisibleTo(actor), wanted), paging, t => t.Id, cancel);
        var ids = page.Items.Select(t => t.Id).ToList();
        var watchers = await db.WatchersAsync(db.Tasks.Where(t => ids.Contains(t.Id)), cancel);
        return page.Select(t => t.ToPayload([.. watchers[t.Id]]));
    }

    public async Task<Result<TaskPayload>> OneAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var task = await db.Tasks.AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(t => t.Id == id, cancel);
        return task is null ? Failure.NotFound(TasksText.Task) : task.ToPayload(await db.WatchersAsync(id, cancel));
    }

    private static IQueryable<TaskItem> Apply(AppDbContext db, IQueryable<TaskItem> tasks, TaskQuery wanted)
    {
        tasks = wanted.OrganizationId is { } organization ? tasks.Where(t => t.OrganizationId == organization) : tasks;
        tasks = wanted.ProjectId is { } project ? tasks.Where(t => t.ProjectId == project) : tasks;
        tasks = wanted.TaskListId is { } list ? tasks.Where(t => t.TaskListId == list) : tasks;
        tasks = wanted.AssignedId is { } person ? tasks.Where(t => t.AssignedId == person) : tasks;
        tasks = wanted.UpdatedSince is { } since ? tasks.Where(t => t.UpdatedAt >= since) : tasks;
        tasks = wanted.Status.Count > 0 ? tasks.Where(t => wanted.Status.Contains(t.State)) : tasks;
        tasks = wanted.InArchivedProject is { } archived ? tasks.Where(t => db.Projects.Any(p => p.Id == t.ProjectId && p.Archived == archived)) : tasks;
        tasks = wanted.Conditions.Aggregate(tasks, (found, condition) => found.Where(condition));
        if (wanted.Text is { } text)
        {
            var words = AppDbContext.Containing(text);
            tasks = tasks.Where(t => EF.Functions.Like(t.Name, words, AppDbContext.LikeEscape)
                || EF.Functions.Like(t.Description, words, AppDbContext.LikeEscape));
        }

        return tasks;
    }
}
