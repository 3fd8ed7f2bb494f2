using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Comments;

/// <summary>A comment as the thread shows it.</summary>
public sealed record CommentView(long Id, string Body, Person Author, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public IReadOnlyList<ReactionView> Reactions { get; init; } = [];

    public bool IsEdited => UpdatedAt > CreatedAt;
}

/// <summary>The end of a thread, oldest first, and how many comments stand before it.</summary>
public sealed record CommentThread(IReadOnlyList<CommentView> Comments, int Earlier);

/// <summary>The comments of a task that a person sees.</summary>
public sealed class FindComments(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>How many a thread shows until the earlier ones are asked for.</summary>
    public const int Size = 50;

    /// <param name="actor">Who reads.</param>
    /// <param name="taskId">The task.</param>
    /// <param name="size">How many, from the end.</param>
    /// <param name="with">A comment that must be among them, and therefore what follows it.</param>
    /// <param name="cancel">Ends the search.</param>
    public async Task<CommentThread> RunAsync(Actor actor, long taskId, int size = Size, long? with = null, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var comments = db.CommentsVisibleTo(actor).AsNoTracking().Where(c => c.TaskId == taskId);
        var count = await comments.CountAsync(cancel);
        size = with is { } wanted ? Math.Max(size, await comments.CountAsync(c => c.Id >= wanted, cancel)) : size;
        var last = await comments.OrderByDescending(c => c.Id).Take(size)
            .Join(
                db.Users, c => c.UserId, u => u.Id,
                (c, u) => new CommentView(c.Id, c.Body, new Person(u.Id, u.Name, u.Email!), c.CreatedAt, c.UpdatedAt))
            .ToListAsync(cancel);
        var ids = last.ConvertAll(c => c.Id);
        var signs = (await db.Reactions.Where(r => ids.Contains(r.CommentId))
            .OrderBy(r => r.CreatedAt)
            .Join(db.Users, r => r.UserId, u => u.Id, (r, u) => new { r.CommentId, r.Sign, u.Id, u.Name })
            .ToListAsync(cancel)).ToLookup(r => r.CommentId);
        return new CommentThread(
            [
                .. last.OrderBy(c => c.Id).Select(c => c with
                {
                    Reactions = [.. signs[c.Id].GroupBy(s => s.Sign).Select(g => new ReactionView(g.Key, [.. g.Select(s => s.Name)], g.Any(s => s.Id == actor.UserId)))],
                }),
            ], Math.Max(0, count - last.Count));
    }
}
