using Microsoft.EntityFrameworkCore;
using TaskHub.Activity;
using TaskHub.Identity;
using TaskHub.Tasks;

namespace TaskHub.Data;

/// <summary>An open task and its assignee, for rooms that may not know tasks.</summary>
public sealed record DueTask
{
    public required long Id { get; init; }
    public required long OrganizationId { get; init; }
    public required long ProjectId { get; init; }
    public required long UserId { get; init; }
    public required DateOnly DueOn { get; init; }
    public required TimeOnly? DueTime { get; init; }

    /// <summary>Where the assignee was last; null where that is not known.</summary>
    public required string? Zone { get; init; }
}

public sealed partial class AppDbContext
{
    /// <summary>
    /// What is due between two days and open, in a project that is neither archived nor deleted, whose assignee still sees it, has muted neither
    /// the task nor the project, and was not told for this reason when it was due at that same time.
    /// </summary>
    public IQueryable<DueTask> DueTasks(DateOnly first, DateOnly last, NotificationReason reason) =>
        from task in Tasks.IgnoreQueryFilters().AsNoTracking()
        where task.DueOn >= first && task.DueOn <= last && task.AssignedId != null && task.State < TaskState.Resolved && task.DeletedAt == null
        from user in Users
        where user.Id == task.AssignedId
        where Projects.Any(p => p.Id == task.ProjectId && !p.Archived && p.DeletedAt == null)
        where Memberships.Any(m => m.OrganizationId == task.OrganizationId && m.UserId == user.Id
            && (m.Role >= Role.Participant || ProjectGuests.Any(g => g.ProjectId == task.ProjectId && g.UserId == user.Id)))
        where !TaskWatchers.Any(w => w.TaskId == task.Id && w.UserId == user.Id && w.Muted)
        where !ProjectWatchers.Any(w => w.ProjectId == task.ProjectId && w.UserId == user.Id && w.Muted)
        where !Notifications.Any(n => n.TaskId == task.Id && n.UserId == user.Id && n.Reason == reason && n.DueOn == task.DueOn && n.DueTime == task.DueTime)
        orderby task.Id
        select new DueTask
        {
            Id = task.Id,
            OrganizationId = task.OrganizationId,
            ProjectId = task.ProjectId,
            UserId = user.Id,
            DueOn = task.DueOn!.Value,
            DueTime = task.DueTime,
            Zone = user.Zone,
        };
}
