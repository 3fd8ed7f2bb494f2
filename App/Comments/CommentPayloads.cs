using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Tasks;
using TaskHub.Ui;

namespace TaskHub.Comments;

internal static class CommentPayloads
{
    public static CommentPayload ToPayload(this Comment comment) => new()
    {
        Id = comment.Id,
        TargetId = comment.TaskId,
        Body = comment.Body,
        BodyHtml = SafeMarkdown.ToHtml(comment.Body),
        UserId = comment.UserId,
        CreatedAt = comment.CreatedAt,
        UpdatedAt = comment.UpdatedAt,
    };

    /// <summary>The comments of these ids, of which the caller knows that the actor sees them.</summary>
    public static async Task<IReadOnlyList<CommentPayload>> ReadCommentsAsync(this AppDbContext db, IReadOnlyCollection<long> ids, CancellationToken cancel) =>
        (await db.Comments.AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync(cancel)).ConvertAll(ToPayload);

    /// <summary>An event of a comment happens where its task is now.</summary>
    public static EventDraft Draft(string type, Comment comment, TaskItem task) =>
        new(type, comment.ToPayload(), task.OrganizationId, task.ProjectId, task.Id);

    public static Failure? Check(string? body) =>
        string.IsNullOrWhiteSpace(body) ? Failure.Invalid("body", CommentsText.BodyRequired)
        : body.Length > Comment.BodyLength ? Failure.Invalid("body", CommentsText.BodyTooLong)
        : null;
}
