using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Projects;

namespace TaskHub.Tasks;

/// <summary>A task as a card or a row shows it.</summary>
public sealed record TaskCardView
{
    public required long Id { get; init; }
    public required long ProjectId { get; init; }
    public required long ListId { get; init; }
    public required string Name { get; init; }
    public required TaskState State { get; init; }
    public required bool Urgent { get; init; }
    public required int Priority { get; init; }
    public required DateOnly? DueOn { get; init; }
    public required Person? Assignee { get; init; }
    public required IReadOnlyList<string> Labels { get; init; }
    public required int CommentsCount { get; init; }
    public required int Version { get; init; }

    public bool IsDone => State is TaskState.Resolved or TaskState.Rejected;
}

/// <summary>A column of the board: the first cards, how many there are, and the first one that is not shown.</summary>
public sealed record BoardColumn(long Id, string Name, int Count, IReadOnlyList<TaskCardView> Cards, long? Next);

/// <summary>The board of a project.</summary>
public sealed record Board(ProjectView Head, IReadOnlyList<BoardColumn> Columns)
{
    public int Count => Columns.Sum(c => c.Count);
}

/// <summary>The board of a project: its task lists as columns, each with the first cards that pass the filter.</summary>
public sealed class FindBoard(IDbContextFactory<AppDbContext> contexts, FindProject projects)
{
    /// <summary>How many cards a column shows until more are asked for.</summary>
    public const int ColumnSize = 50;

    /// <param name="actor">Who looks.</param>
    /// <param name="projectId">The project.</param>
    /// <param name="filter">Which tasks.</param>
    /// <param name="sizes">By task list, how many cards to show where it is not <see cref="ColumnSize"/>.</param>
    /// <param name="cancel">Ends the search.</param>
    public async Task<Result<Board>> RunAsync(
        Actor actor, long projectId, TaskFilter filter, IReadOnlyDictionary<long, int>? sizes = null, CancellationToken cancel = default)
    {
        var head = await projects.RunAsync(actor, projectId, cancel);
        if (!head.Ok)
        {
            return head.Failure;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var tasks = filter.Apply(db.Tasks.AsNoTracking().VisibleTo(actor).Where(t => t.ProjectId == projectId), actor);
        var counts = await tasks.GroupBy(t => t.TaskListId).ToDictionaryAsync(g => g.Key, g => g.Count(), cancel);
        var columns = new List<BoardColumn>();
        foreach (var list in head.Value.Lists)
        {
            var count = counts.GetValueOrDefault(list.Id);
            var size = sizes?.GetValueOrDefault(list.Id, ColumnSize) ?? ColumnSize;
            var cards = count == 0
                ? []
                : await tasks.Where(t => t.TaskListId == list.Id)
                    .OrderBy(t => t.Position).ThenBy(t => t.Id)
                    .Take(size + 1)
                    .AsCards(db)
                    .ToListAsync(cancel);
            columns.Add(new BoardColumn(list.Id, list.Name, count, [.. cards.Take(size)], cards.Count > size ? cards[size].Id : null));
        }

        return new Board(head.Value, columns);
    }
}

internal static class Cards
{
    public static IQueryable<TaskCardView> AsCards(this IQueryable<TaskItem> tasks, AppDbContext db) =>
        tasks.Select(t => new TaskCardView
        {
            Id = t.Id,
            ProjectId = t.ProjectId,
            ListId = t.TaskListId,
            Name = t.Name,
            State = t.State,
            Urgent = t.Urgent,
            Priority = t.Priority,
            DueOn = t.DueOn,
            Assignee = db.Users.Where(u => u.Id == t.AssignedId).Select(u => new Person(u.Id, u.Name, u.Email!)).FirstOrDefault(),
            Labels = t.Labels,
            CommentsCount = t.CommentsCount,
            Version = t.Version,
        });
}
