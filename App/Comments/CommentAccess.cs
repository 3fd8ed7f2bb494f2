using TaskHub.Identity;

namespace TaskHub.Comments;

/// <summary>Which comments a person sees: the wall, as a part of every query.</summary>
public static class CommentAccess
{
    public static IQueryable<Comment> VisibleTo(this IQueryable<Comment> comments, Actor actor)
    {
        var (open, all, guest) = (actor.OpenOrganizations, actor.Organizations, actor.GuestProjects);
        return comments.Where(c => open.Contains(c.OrganizationId) || (all.Contains(c.OrganizationId) && guest.Contains(c.ProjectId)));
    }
}
