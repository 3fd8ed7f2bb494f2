using TaskHub.Identity;

namespace TaskHub.Projects;

/// <summary>Which projects, and task lists of them, a person sees: the wall, as a part of every query.</summary>
public static class ProjectAccess
{
    public static IQueryable<Project> VisibleTo(this IQueryable<Project> projects, Actor actor)
    {
        var (open, all, guest) = (actor.OpenOrganizations, actor.Organizations, actor.GuestProjects);
        return projects.Where(p => open.Contains(p.OrganizationId) || (all.Contains(p.OrganizationId) && guest.Contains(p.Id)));
    }

    public static IQueryable<TaskList> VisibleTo(this IQueryable<TaskList> lists, Actor actor)
    {
        var (open, all, guest) = (actor.OpenOrganizations, actor.Organizations, actor.GuestProjects);
        return lists.Where(l => open.Contains(l.OrganizationId) || (all.Contains(l.OrganizationId) && guest.Contains(l.ProjectId)));
    }
}
