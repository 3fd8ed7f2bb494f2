using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Live;

namespace TaskHub.Comments;

/// <summary>Gives a comment a sign, or takes it back: the other of both, unless one is asked for. Everyone who sees the comment may; it changes nothing of what was said, so there is no event.</summary>
public sealed class ReactToComment(WriteGate gate, TimeProvider time)
{
    public Task<Result<Done>> RunAsync(Actor actor, long commentId, string sign, bool? isGiven = null, CancellationToken cancel = default) =>
        gate.RunAsync<Result<Done>>(
            async db =>
            {
                var comment = await db.CommentsVisibleTo(actor).AsNoTracking().SingleOrDefaultAsync(c => c.Id == commentId, cancel);
                if (comment is null)
                {
                    return Failure.NotFound(CommentsText.Comment);
                }

                if (Reaction.All.All(r => r.Sign != sign))
                {
                    return Failure.Invalid("sign", CommentsText.UnknownSign);
                }

                var given = await db.Reactions.SingleOrDefaultAsync(
                    r => r.CommentId == commentId && r.UserId == actor.UserId && r.Sign == sign, cancel);
                if (given is not null == isGiven)
                {
                    return default(Done);
                }

                if (given is not null)
                {
                    db.Reactions.Remove(given);
                }
                else
                {
                    db.Reactions.Add(new Reaction
                    {
                        CommentId = commentId,
                        UserId = actor.UserId,
                        OrganizationId = comment.OrganizationId,
                        Sign = sign,
                        CreatedAt = time.GetUtcNow(),
                    });
                }

                db.Signal(Topic.Task(comment.TaskId));
                await db.SaveChangesAsync(cancel);
                return default(Done);
            },
            cancel);
}
