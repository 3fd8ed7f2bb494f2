using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Comments;

/// <summary>Changes the text of one's own comment.</summary>
public sealed class EditComment(WriteGate gate, TimeProvider time)
{
    public Task<Result<CommentPayload>> RunAsync(Actor actor, long id, Given<string> text, CancellationToken cancel = default) =>
        gate.RunAsync<Result<CommentPayload>>(
            async db =>
            {
                var comment = await db.CommentsVisibleTo(actor).SingleOrDefaultAsync(c => c.Id == id, cancel);
                if (comment is null)
                {
                    return Failure.NotFound(CommentsText.Comment);
                }

                if (comment.UserId != actor.UserId)
                {
                    return Failure.Forbidden();
                }

                var body = text.Or(comment.Body);
                if (CommentPayloads.Check(body) is { } wrong)
                {
                    return wrong;
                }

                if (comment.Body != body)
                {
                    var now = time.GetUtcNow();
                    var changes = new Dictionary<string, object?[]> { ["body"] = [comment.Body, body] };
                    comment.Body = body;
                    comment.UpdatedAt = now;
                    var task = await db.Tasks.SingleAsync(t => t.Id == comment.TaskId, cancel);
                    db.Record(actor, CommentPayloads.Draft(EventTypes.CommentUpdated, comment, task) with { Changes = changes }, now);
                    await db.SaveChangesAsync(cancel);
                }

                return comment.ToPayload();
            },
            cancel);
}
