using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>When a task of mine is due.</summary>
public enum WorkTime
{
    Overdue,
    Today,
    Soon,
    Later,
    NoDate,
}

/// <summary>A task of mine, with where it is.</summary>
public sealed record MyTask(TaskCardView Card, long OrganizationId, string Organization, string Project);

/// <summary>A heading of My work, and the tasks under it.</summary>
public sealed record WorkGroup(WorkTime Time, IReadOnlyList<MyTask> Tasks);

/// <summary>What is assigned to a person and not done, across their organizations, by when it is due.</summary>
public sealed class MyWork(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>More than a person can look through; the rest is told as a number.</summary>
    public const int Size = 500;

    /// <param name="actor">Whose work.</param>
    /// <param name="today">The date where they are.</param>
    /// <param name="cancel">Ends the search.</param>
    public async Task<IReadOnlyList<WorkGroup>> RunAsync(Actor actor, DateOnly today, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var mine = db.Tasks.AsNoTracking().VisibleTo(actor)
            .Where(t => t.AssignedId == actor.UserId && t.State < TaskState.Resolved)
            .Where(t => !db.Projects.Any(p => p.Id == t.ProjectId && p.Archived))
            .OrderBy(t => t.DueOn == null).ThenBy(t => t.DueOn).ThenBy(t => t.DueTime == null).ThenBy(t => t.DueTime).ThenByDescending(t => t.Urgent).ThenByDescending(t => t.Priority).ThenBy(t => t.Id)
            .Take(Size);
        var cards = await mine.AsCards(db).ToListAsync(cancel);
        var ids = cards.Select(c => c.ProjectId).Distinct().ToList();
        var places = await db.Projects.AsNoTracking()
            .Where(p => ids.Contains(p.Id))
            .Join(db.Organizations, p => p.OrganizationId, o => o.Id, (p, o) => new { p.Id, p.Name, p.OrganizationId, Organization = o.Name })
            .ToDictionaryAsync(p => p.Id, cancel);
        return cards
            .Where(c => places.ContainsKey(c.ProjectId))
            .Select(c => (Card: c, Place: places[c.ProjectId]))
            .Select(x => new MyTask(x.Card, x.Place.OrganizationId, x.Place.Organization, x.Place.Name))
            .GroupBy(t => When(t.Card.DueOn, today))
            .OrderBy(g => g.Key)
            .Select(g => new WorkGroup(g.Key, [.. g]))
            .ToList();
    }

    /// <summary>Soon is within seven days: on a Sunday, what is left of a week would hide tomorrow.</summary>
    public static WorkTime When(DateOnly? due, DateOnly today) => due switch
    {
        null => WorkTime.NoDate,
        { } d when d < today => WorkTime.Overdue,
        { } d when d == today => WorkTime.Today,
        { } d when d <= today.AddDays(7) => WorkTime.Soon,
        _ => WorkTime.Later,
    };
}
