using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>What is due in a project between two days, and how much of it has no date at all.</summary>
public sealed record CalendarTasks(IReadOnlyList<TaskCardView> Tasks, int Count, int Undated);

/// <summary>The tasks of a project by the day on which they are due.</summary>
public sealed class FindCalendar(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>More than anyone reads on six weeks.</summary>
    public const int Most = 2000;

    public async Task<CalendarTasks> RunAsync(
        Actor actor, long projectId, TaskFilter filter, DateOnly from, DateOnly to, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var tasks = filter.Apply(db.Tasks.AsNoTracking().VisibleTo(actor).Where(t => t.ProjectId == projectId), actor);
        var due = tasks.Where(t => t.DueOn >= from && t.DueOn <= to);
        var found = await due.OrderBy(t => t.DueOn).ThenBy(t => t.State >= TaskState.Resolved)
            .ThenBy(t => t.DueTime == null).ThenBy(t => t.DueTime).ThenByDescending(t => t.Urgent).ThenByDescending(t => t.Priority).ThenBy(t => t.Id)
            .Take(Most).AsCards(db).ToListAsync(cancel);
        var undated = await tasks.CountAsync(t => t.DueOn == null && t.State < TaskState.Resolved, cancel);
        return new CalendarTasks(found, await due.CountAsync(cancel), undated);
    }
}
