using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Tasks;

namespace TaskHub.Comments;

/// <summary>A comment to be. With a project, the task must be in it.</summary>
public sealed record NewComment(long TaskId, string Body, long? ProjectId = null);

/// <summary>Comments on a task. Everyone who sees it may; the task's version stays.</summary>
public sealed class CreateComment(WriteGate gate, TimeProvider time)
{
    public Task<Result<CommentPayload>> RunAsync(Actor actor, NewComment input, CancellationToken cancel = default) =>
        gate.RunAsync<Result<CommentPayload>>(
            async db =>
            {
                var task = await db.Tasks.VisibleTo(actor).SingleOrDefaultAsync(t => t.Id == input.TaskId, cancel);
                if (task is null)
                {
                    return Failure.Invalid("target_id", CommentsText.UnknownTask);
                }

                if (input.ProjectId is { } project && project != task.ProjectId)
                {
                    return Failure.Invalid("project_id", CommentsText.OtherProject);
                }

                if (CommentPayloads.Check(input.Body) is { } wrong)
                {
                    return wrong;
                }

                var now = time.GetUtcNow();
                var comment = new Comment
                {
                    Id = await db.NextIdAsync<Comment>(cancel: cancel),
                    OrganizationId = task.OrganizationId,
                    TaskId = task.Id,
                    Body = input.Body,
                    UserId = actor.UserId,
                    CreatedAt = now,
                    UpdatedAt = now,
                };
                db.Comments.Add(comment);
                task.CommentsCount++;
                db.Record(actor, CommentPayloads.Draft(EventTypes.CommentCreated, comment, task), now);
                await db.SaveChangesAsync(cancel);
                return comment.ToPayload();
            },
            cancel);
}
