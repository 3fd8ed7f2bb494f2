using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Comments;

/// <summary>A reaction as the API shows it.</summary>
public sealed record ReactionPayload(long CommentId, string Sign, long UserId, DateTimeOffset CreatedAt)
{
    [JsonPropertyOrder(-1)]
    public string Type => "Reaction";
}

/// <summary>The reactions to a comment that the actor sees, oldest first.</summary>
public sealed class FindReactions(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<Result<IReadOnlyList<ReactionPayload>>> RunAsync(Actor actor, long commentId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.CommentsVisibleTo(actor).AnyAsync(c => c.Id == commentId, cancel)
            ? await db.Reactions.Where(r => r.CommentId == commentId).OrderBy(r => r.CreatedAt).ThenBy(r => r.UserId)
                .Select(r => new ReactionPayload(r.CommentId, r.Sign, r.UserId, r.CreatedAt)).ToListAsync(cancel)
            : Failure.NotFound(CommentsText.Comment);
    }
}
