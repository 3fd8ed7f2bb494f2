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
}
