using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Activity;

/// <summary>Which events a person sees: those of the projects that they see. The wall, as a part of every query.</summary>
internal static class EventAccess
{
    public static IQueryable<Event> VisibleTo(this IQueryable<Event> events, Actor actor)
    {
        var (open, all, guest) = (actor.OpenOrganizations, actor.Organizations, actor.GuestProjects);
        return events.Where(e => open.Contains(e.OrganizationId) || (all.Contains(e.OrganizationId) && guest.Contains(e.ProjectId)));
    }

    /// <summary>The actor's own notifications, but those of projects that they no longer see and notices of what they no longer administer.</summary>
    public static IQueryable<Notification> VisibleTo(this IQueryable<Notification> notifications, Actor actor)
    {
        var (open, all, guest, mine) = (actor.OpenOrganizations, actor.Organizations, actor.GuestProjects, actor.Administered);
        return notifications
            .Where(n => n.UserId == actor.UserId)
            .Where(n => n.ProjectId == null
                ? mine.Contains(n.OrganizationId)
                : open.Contains(n.OrganizationId) || (all.Contains(n.OrganizationId) && guest.Contains(n.ProjectId.Value)));
    }
}
