using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Comments;

/// <summary>A comment as the thread shows it.</summary>
public sealed record CommentView(long Id, string Body, Person Author, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public bool IsEdited => UpdatedAt > CreatedAt;
}

/// <summary>The end of a thread, oldest first, and how many comments stand before it.</summary>
public sealed record CommentThread(IReadOnlyList<CommentView> Comments, int Earlier);

/// <summary>The comments of a task that a person sees.</summary>
public sealed class FindComments(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>How many a thread shows until the earlier ones are asked for.</summary>
    public const int Size = 50;

    public async Task<CommentThread> RunAsync(Actor actor, long taskId, int size = Size, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var comments = db.CommentsVisibleTo(actor).AsNoTracking().Where(c => c.TaskId == taskId);
        var count = await comments.CountAsync(cancel);
        var last = await comments.OrderByDescending(c => c.Id).Take(size)
            .Join(
                db.Users, c => c.UserId, u => u.Id,
                (c, u) => new CommentView(c.Id, c.Body, new Person(u.Id, u.Name, u.Email!), c.CreatedAt, c.UpdatedAt))
            .ToListAsync(cancel);
        return new CommentThread([.. last.OrderBy(c => c.Id)], Math.Max(0, count - last.Count));
    }
}
