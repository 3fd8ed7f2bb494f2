using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>How a list of tasks is arranged.</summary>
/// <param name="Order">By what it is ordered.</param>
/// <param name="Reversed">The other way round.</param>
/// <param name="Group">Under which headings; those come first, each with its tasks in the order.</param>
/// <param name="Today">The date where the reader is, for what is overdue.</param>
public sealed record TaskSort(TaskOrder Order = TaskOrder.Board, bool Reversed = false, TaskGroup Group = TaskGroup.None, DateOnly Today = default);

/// <summary>A stretch of a list of tasks, how long the whole list is, and how many tasks stand under each heading.</summary>
/// <param name="Rows">The tasks.</param>
/// <param name="Count">How many there are in all.</param>
/// <param name="Groups">By heading (<see cref="FindTasks.GroupOf"/>), how many tasks stand under it.</param>
public sealed record TaskRows(IReadOnlyList<TaskCardView> Rows, int Count, IReadOnlyDictionary<long, int> Groups);

/// <summary>The tasks of a project as a list, a stretch at a time.</summary>
public sealed class FindTasks(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<TaskRows> RunAsync(
        Actor actor, long projectId, TaskFilter filter, TaskSort sort, int skip, int take, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var tasks = filter.Apply(db.Tasks.AsNoTracking().VisibleTo(actor).Where(t => t.ProjectId == projectId), actor);
        var groups = await CountAsync(db, tasks, sort, cancel);
        var count = sort.Group == TaskGroup.None ? await tasks.CountAsync(cancel) : groups.Values.Sum();
        var ordered = Ordered(db, Grouped(db, tasks, sort), sort);
        var rows = await ordered.ThenBy(t => t.Id).Skip(skip).Take(take).AsCards(db).ToListAsync(cancel);
        return new TaskRows(rows, count, groups);
    }

    // What is urgent stands above every priority.
    private const long Urgent = TaskItem.MaxPriority + 1;

    /// <summary>The heading under which a task stands, as a number: an id, a state, a priority, or a <see cref="WorkTime"/>.</summary>
    public static long GroupOf(TaskCardView task, TaskSort sort) => sort.Group switch
    {
        TaskGroup.List => task.ListId,
        TaskGroup.Status => (long)task.State,
        TaskGroup.Assignee => task.Assignee?.Id ?? 0,
        TaskGroup.Priority => task.Urgent ? Urgent : task.Priority,
        TaskGroup.Due => (long)MyWork.When(task.DueOn, sort.Today),
        _ => 0,
    };

    private static async Task<Dictionary<long, int>> CountAsync(AppDbContext db, IQueryable<TaskItem> tasks, TaskSort sort, CancellationToken cancel)
    {
        if (sort.Group == TaskGroup.Due)
        {
            var days = await tasks.GroupBy(t => t.DueOn).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
            return days.GroupBy(d => (long)MyWork.When(d.Key, sort.Today)).ToDictionary(g => g.Key, g => g.Sum(d => d.Count));
        }

        // Whoever is no longer there is nobody: the card says so too.
        var keys = sort.Group switch
        {
            TaskGroup.List => tasks.Select(t => t.TaskListId),
            TaskGroup.Status => tasks.Select(t => (long)t.State),
            TaskGroup.Assignee => tasks.Select(t => db.Users.Where(u => u.Id == t.AssignedId).Select(u => u.Id).FirstOrDefault()),
            TaskGroup.Priority => tasks.Select(t => t.Urgent ? Urgent : (long)t.Priority),
            _ => null,
        };
        return keys is null ? [] : await keys.GroupBy(k => k).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
    }

    private static IOrderedQueryable<TaskItem> Grouped(AppDbContext db, IQueryable<TaskItem> tasks, TaskSort sort)
    {
        var soon = sort.Today.AddDays(7);
        return sort.Group switch
        {
            TaskGroup.List => tasks
                .OrderBy(t => db.TaskLists.Where(l => l.Id == t.TaskListId).Select(l => l.Position).FirstOrDefault()).ThenBy(t => t.TaskListId),
            TaskGroup.Status => tasks.OrderBy(t => t.State),
            TaskGroup.Assignee => tasks
                .OrderBy(t => !db.Users.Any(u => u.Id == t.AssignedId))
                .ThenBy(t => db.Users.Where(u => u.Id == t.AssignedId).Select(u => u.Name).FirstOrDefault()).ThenBy(t => t.AssignedId),
            TaskGroup.Priority => tasks.OrderByDescending(t => t.Urgent ? Urgent : (long)t.Priority),
            TaskGroup.Due => tasks.OrderBy(t => t.DueOn == null ? 4 : t.DueOn < sort.Today ? 0 : t.DueOn == sort.Today ? 1 : t.DueOn <= soon ? 2 : 3),
            _ => tasks.OrderBy(t => 0),
        };
    }

    internal static IOrderedQueryable<TaskItem> Ordered(AppDbContext db, IOrderedQueryable<TaskItem> tasks, TaskSort sort) => (sort.Order, sort.Reversed) switch
    {
        (TaskOrder.Name, false) => tasks.ThenBy(t => EF.Functions.Collate(t.Name, AppDbContext.AnyCase)),
        (TaskOrder.Name, true) => tasks.ThenByDescending(t => EF.Functions.Collate(t.Name, AppDbContext.AnyCase)),
        (TaskOrder.Status, false) => tasks.ThenBy(t => t.State),
        (TaskOrder.Status, true) => tasks.ThenByDescending(t => t.State),
        (TaskOrder.Priority, false) => tasks.ThenByDescending(t => t.Urgent).ThenByDescending(t => t.Priority),
        (TaskOrder.Priority, true) => tasks.ThenBy(t => t.Urgent).ThenBy(t => t.Priority),
        (TaskOrder.Assignee, false) => tasks
            .ThenBy(t => t.AssignedId == null).ThenBy(t => db.Users.Where(u => u.Id == t.AssignedId).Select(u => u.Name).FirstOrDefault()),
        (TaskOrder.Assignee, true) => tasks
            .ThenBy(t => t.AssignedId == null).ThenByDescending(t => db.Users.Where(u => u.Id == t.AssignedId).Select(u => u.Name).FirstOrDefault()),

        // What has no date comes last, whichever way the dates run.
        (TaskOrder.Due, false) => tasks.ThenBy(t => t.DueOn == null).ThenBy(t => t.DueOn).ThenBy(t => t.DueTime == null).ThenBy(t => t.DueTime),
        (TaskOrder.Due, true) => tasks.ThenBy(t => t.DueOn == null).ThenByDescending(t => t.DueOn).ThenBy(t => t.DueTime == null).ThenByDescending(t => t.DueTime),
        (TaskOrder.Start, false) => tasks.ThenBy(t => t.StartOn == null).ThenBy(t => t.StartOn),
        (TaskOrder.Start, true) => tasks.ThenBy(t => t.StartOn == null).ThenByDescending(t => t.StartOn),
        (TaskOrder.Newest, false) => tasks.ThenByDescending(t => t.CreatedAt),
        (TaskOrder.Newest, true) => tasks.ThenBy(t => t.CreatedAt),
        (TaskOrder.Updated, false) => tasks.ThenByDescending(t => t.UpdatedAt),
        (TaskOrder.Updated, true) => tasks.ThenBy(t => t.UpdatedAt),
        (_, var reversed) => OnBoard(db, tasks, reversed),
    };

    private static IOrderedQueryable<TaskItem> OnBoard(AppDbContext db, IOrderedQueryable<TaskItem> tasks, bool reversed)
    {
        var lists = db.TaskLists;
        return reversed
            ? tasks.ThenByDescending(t => lists.Where(l => l.Id == t.TaskListId).Select(l => l.Position).FirstOrDefault())
                .ThenByDescending(t => t.TaskListId).ThenByDescending(t => t.Position)
            : tasks.ThenBy(t => lists.Where(l => l.Id == t.TaskListId).Select(l => l.Position).FirstOrDefault())
                .ThenBy(t => t.TaskListId).ThenBy(t => t.Position);
    }
}
