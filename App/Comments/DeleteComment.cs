using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Comments;

/// <summary>Deletes one's own comment; an administrator deletes any.</summary>
public sealed class DeleteComment(WriteGate gate, TimeProvider time)
{
    public Task<Result<Done>> RunAsync(Actor actor, long id, CancellationToken cancel = default) =>
        gate.RunAsync<Result<Done>>(
            async db =>
            {
                var comment = await db.CommentsVisibleTo(actor).SingleOrDefaultAsync(c => c.Id == id, cancel);
                if (comment is null)
                {
                    return Failure.NotFound(CommentsText.Comment);
                }

                if (comment.UserId != actor.UserId && !actor.IsAdministrator(comment.OrganizationId))
                {
                    return Failure.Forbidden();
                }

                var now = time.GetUtcNow();
                comment.DeletedAt = now;
                var task = await db.Tasks.SingleAsync(t => t.Id == comment.TaskId, cancel);
                task.CommentsCount--;
                db.Record(actor, CommentPayloads.Draft(EventTypes.CommentDeleted, comment, task), now);
                await db.SaveChangesAsync(cancel);
                return default(Done);
            },
            cancel);
}
