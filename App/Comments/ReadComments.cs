using Microsoft.EntityFrameworkCore;
using TaskHub.Api;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Comments;

/// <summary>Which comments are wanted; null means any.</summary>
public sealed record CommentQuery(
    long? OrganizationId = null, long? ProjectId = null, long? TaskId = null, DateTimeOffset? UpdatedSince = null, string? Text = null);

/// <summary>Comments as the API shows them.</summary>
public sealed class ReadComments(IDbContextFactory<AppDbContext> contexts)
{
    internal static readonly OrderFields<Comment> Order = new(("id", c => c.Id), ("created_at", c => c.CreatedAt), ("updated_at", c => c.UpdatedAt));

    public async Task<Page<CommentPayload>> RunAsync(Actor actor, CommentQuery wanted, Paging paging, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var comments = db.CommentsVisibleTo(actor).AsNoTracking();
        comments = wanted.OrganizationId is { } organization ? comments.Where(c => c.OrganizationId == organization) : comments;
        comments = wanted.TaskId is { } task ? comments.Where(c => c.TaskId == task) : comments;
        comments = wanted.UpdatedSince is { } since ? comments.Where(c => c.UpdatedAt >= since) : comments;
        comments = wanted.ProjectId is { } project ? comments.Where(c => db.Tasks.Any(t => t.Id == c.TaskId && t.ProjectId == project)) : comments;
        if (wanted.Text is { } text)
        {
            var words = AppDbContext.Containing(text);
            comments = comments.Where(c => EF.Functions.Like(c.Body, words, AppDbContext.LikeEscape));
        }

        return (await Order.PageAsync(comments, paging, c => c.Id, cancel)).Select(c => c.ToPayload());
    }

    /// <summary>The newest few comments of each of these tasks, the newest first.</summary>
    public async Task<ILookup<long, CommentPayload>> LastAsync(Actor actor, IReadOnlyList<long> taskIds, int count, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var last = await db.CommentsVisibleTo(actor).AsNoTracking()
            .Where(c => taskIds.Contains(c.TaskId) && db.Comments.Count(later => later.TaskId == c.TaskId && later.Id > c.Id) < count)
            .OrderByDescending(c => c.Id)
            .ToListAsync(cancel);
        return last.ToLookup(c => c.TaskId, c => c.ToPayload());
    }

    public async Task<Result<CommentPayload>> OneAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var comment = await db.CommentsVisibleTo(actor).AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancel);
        return comment is null ? Failure.NotFound(CommentsText.Comment) : comment.ToPayload();
    }
}
