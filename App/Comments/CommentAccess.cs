using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Tasks;

namespace TaskHub.Comments;

/// <summary>Which comments a person sees: the wall, as a part of every query.</summary>
public static class CommentAccess
{
    /// <summary>The comments of the tasks that the actor sees, wherever those tasks have moved since.</summary>
    public static IQueryable<Comment> CommentsVisibleTo(this AppDbContext db, Actor actor) =>
        from comment in db.Comments
        join task in db.Tasks.VisibleTo(actor) on comment.TaskId equals task.Id
        select comment;
}
