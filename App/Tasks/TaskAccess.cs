using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>Which tasks a person sees: the wall, as a part of every query.</summary>
public static class TaskAccess
{
    public static IQueryable<TaskItem> VisibleTo(this IQueryable<TaskItem> tasks, Actor actor)
    {
        var (open, all, guest) = (actor.OpenOrganizations, actor.Organizations, actor.GuestProjects);
        return tasks.Where(t => open.Contains(t.OrganizationId) || (all.Contains(t.OrganizationId) && guest.Contains(t.ProjectId)));
    }

    /// <summary>External members delete what they began, everyone else every task they see.</summary>
    public static bool MayDelete(Actor actor, long organizationId, long authorId) =>
        actor.IsParticipant(organizationId) || authorId == actor.UserId;

    /// <summary>Null, or the conflict: who changed the task after the version that the actor saw.</summary>
    /// <param name="db">The database.</param>
    /// <param name="task">The task.</param>
    /// <param name="seen">The version; null when it does not matter.</param>
    /// <param name="fields">The fields that the actor would change: whoever changed one of these is named before others.</param>
    /// <param name="cancel">Ends it.</param>
    internal static async Task<Failure?> ConflictAsync(AppDbContext db, TaskItem task, int? seen, IReadOnlySet<string> fields, CancellationToken cancel)
    {
        if (seen is null || seen == task.Version)
        {
            return null;
        }

        // A version brings two events at most, and this is more than a person misses while they type.
        const int most = 50;
        var changes = await db.Events.AsNoTracking()
            .Where(e => e.TaskId == task.Id && e.ObjectType == "task" && e.Type != EventTypes.TaskCreated)
            .OrderByDescending(e => e.Id)
            .Take(Math.Clamp(2 * (task.Version - seen.Value), 1, most))
            .ToListAsync(cancel);
        var change = changes.Find(e => Touches(e, fields)) ?? changes.FirstOrDefault();
        var name = change is null ? null : await db.Users.Where(u => u.Id == change.ActorId).Select(u => u.Name).FirstOrDefaultAsync(cancel);
        return Failure.Conflict(TasksText.ChangedBy(name)) with { Version = task.Version };
    }

    private static bool Touches(Event change, IReadOnlySet<string> fields) =>
        (change.Type != EventTypes.TaskUpdated && fields.Contains("status")) || change.Read().Changes?.Keys.Any(fields.Contains) == true;
}
