using Microsoft.EntityFrameworkCore;
using TaskHub.Api;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>Which subtasks are wanted; null means any.</summary>
public sealed record SubtaskQuery
{
    public long? OrganizationId { get; init; }
    public long? ProjectId { get; init; }
    public long? TaskId { get; init; }
    public long? AssignedId { get; init; }
    public bool? Resolved { get; init; }
    public DateTimeOffset? UpdatedSince { get; init; }

    /// <summary>Words that the name holds.</summary>
    public string? Text { get; init; }
}

/// <summary>Subtasks as the API shows them.</summary>
public sealed class ReadSubtasks(IDbContextFactory<AppDbContext> contexts)
{
    internal static readonly OrderFields<Subtask> Order = new(
        ("id", s => s.Id), ("position", s => s.Position), ("name", s => s.Name), ("created_at", s => s.CreatedAt), ("updated_at", s => s.UpdatedAt));

    public async Task<Page<SubtaskPayload>> RunAsync(Actor actor, SubtaskQuery wanted, Paging paging, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var subtasks = db.SubtasksVisibleTo(actor).AsNoTracking()
            .Where(s => (wanted.OrganizationId == null || s.OrganizationId == wanted.OrganizationId)
                && (wanted.TaskId == null || s.TaskId == wanted.TaskId)
                && (wanted.AssignedId == null || s.AssignedId == wanted.AssignedId)
                && (wanted.Resolved == null || s.Resolved == wanted.Resolved)
                && (wanted.UpdatedSince == null || s.UpdatedAt >= wanted.UpdatedSince));
        subtasks = wanted.ProjectId is { } project ? subtasks.Where(s => db.Tasks.Any(t => t.Id == s.TaskId && t.ProjectId == project)) : subtasks;
        if (wanted.Text is { } text)
        {
            var words = AppDbContext.Containing(text);
            subtasks = subtasks.Where(s => EF.Functions.Like(s.Name, words, AppDbContext.LikeEscape));
        }

        return (await Order.PageAsync(subtasks, paging, s => s.Id, cancel)).Select(SubtaskPayload.Of);
    }

    /// <summary>All subtasks of these tasks, in their places.</summary>
    public async Task<ILookup<long, SubtaskPayload>> OfAsync(Actor actor, IReadOnlyList<long> taskIds, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = await db.SubtasksVisibleTo(actor).AsNoTracking()
            .Where(s => taskIds.Contains(s.TaskId)).OrderBy(s => s.TaskId).ThenBy(s => s.Position).ToListAsync(cancel);
        return found.ToLookup(s => s.TaskId, SubtaskPayload.Of);
    }

    public async Task<Result<SubtaskPayload>> OneAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var subtask = await db.SubtasksVisibleTo(actor).AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancel);
        return subtask is null ? Failure.NotFound(TasksText.Subtask) : SubtaskPayload.Of(subtask);
    }
}
