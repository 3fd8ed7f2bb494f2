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
    internal static async Task<Failure?> ConflictAsync(AppDbContext db, TaskItem task, int? seen, CancellationToken cancel)
    {
        if (seen is null || seen == task.Version)
        {
            return null;
        }

        var name = await (
            from e in db.Events
            where e.TaskId == task.Id && e.ObjectType == "task" && e.Type != EventTypes.TaskCreated
            orderby e.Id descending
            join user in db.Users on e.ActorId equals user.Id
            select user.Name).FirstOrDefaultAsync(cancel);
        return Failure.Conflict(TasksText.ChangedBy(name)) with { Version = task.Version };
    }
}
