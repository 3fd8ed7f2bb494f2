using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>By what a list of tasks is ordered.</summary>
public enum TaskOrder
{
    /// <summary>As on the board: by task list, then by place.</summary>
    Board,
    Name,
    Status,
    Priority,
    Due,
    Newest,
}

/// <summary>A stretch of a list of tasks, and how long the whole list is.</summary>
public sealed record TaskRows(IReadOnlyList<TaskCardView> Rows, int Count);

/// <summary>The tasks of a project as a list, a stretch at a time.</summary>
public sealed class FindTasks(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<TaskRows> RunAsync(
        Actor actor, long projectId, TaskFilter filter, TaskOrder order, int skip, int take, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var tasks = filter.Apply(db.Tasks.AsNoTracking().VisibleTo(actor).Where(t => t.ProjectId == projectId), actor);
        var count = await tasks.CountAsync(cancel);
        var ordered = order switch
        {
            TaskOrder.Name => tasks.OrderBy(t => EF.Functions.Collate(t.Name, AppDbContext.AnyCase)),
            TaskOrder.Status => tasks.OrderBy(t => t.State),
            TaskOrder.Priority => tasks.OrderByDescending(t => t.Urgent).ThenByDescending(t => t.Priority),
            TaskOrder.Due => tasks.OrderBy(t => t.DueOn == null).ThenBy(t => t.DueOn),
            TaskOrder.Newest => tasks.OrderByDescending(t => t.CreatedAt),
            _ => tasks
                .OrderBy(t => db.TaskLists.Where(l => l.Id == t.TaskListId).Select(l => l.Position).FirstOrDefault())
                .ThenBy(t => t.TaskListId).ThenBy(t => t.Position),
        };
        var rows = await ordered.ThenBy(t => t.Id).Skip(skip).Take(take).AsCards(db).ToListAsync(cancel);
        return new TaskRows(rows, count);
    }
}
