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
    public TimeOnly? DueTime { get; init; }
    public required DateOnly? StartOn { get; init; }
    public required Person? Assignee { get; init; }
    public required IReadOnlyList<string> Labels { get; init; }
    public required int CommentsCount { get; init; }
    public int StepsCount { get; init; }
    public int DoneStepsCount { get; init; }
    public required int Version { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public bool IsDone => State is TaskState.Resolved or TaskState.Rejected;

    /// <summary>Whether the other looks the same: two looks at the database bring two lists of the same labels.</summary>
    internal bool Shows(TaskCardView other) =>
        ReferenceEquals(this, other) || (this with { Labels = other.Labels } == other && Labels.SequenceEqual(other.Labels));

    /// <summary>The card as it will be once the edit is saved.</summary>
    /// <param name="edit">The edit.</param>
    /// <param name="people">Among whom an assignee is.</param>
    internal TaskCardView After(TaskEdit edit, IReadOnlyList<Person> people) => this with
    {
        Name = edit.Name.Or(Name),
        State = edit.Status.Or(State),
        Urgent = edit.Urgent.Or(Urgent),
        Priority = edit.Priority.Or(Priority),
        DueOn = edit.DueOn.Or(DueOn),
        DueTime = edit.DueOn.Or(DueOn) is null ? null : edit.DueTime.Or(DueTime),
        StartOn = edit.StartOn.Or(StartOn),
        ProjectId = edit.ProjectId.Or(ProjectId),
        ListId = edit.TaskListId.Or(ListId),
        Assignee = edit.AssignedId.IsGiven ? people.FirstOrDefault(p => p.Id == edit.AssignedId.Value) : Assignee,
        Labels = edit.Labels.IsGiven ? TaskEdit.Tidy(edit.Labels.Value) : Labels,
    };
}

/// <summary>A column of the board.</summary>
/// <param name="List">The task list.</param>
/// <param name="Count">How many tasks pass the filter.</param>
/// <param name="Load">How many open tasks the list holds, whatever the filter; counted only where it has a limit.</param>
/// <param name="Cards">The first of those that pass.</param>
/// <param name="Next">The first one that is not shown.</param>
/// <param name="Below">Those after that one which are shown nevertheless.</param>
public sealed record BoardColumn(ListRow List, int Count, int Load, IReadOnlyList<TaskCardView> Cards, long? Next, IReadOnlyList<TaskCardView> Below)
{
    public long Id => List.Id;

    public string Name => List.Name;
}

/// <summary>Which cards are shown although their column is cut above them: a person does not lose sight of what they did.</summary>
/// <param name="Since">Tasks that they made from then on.</param>
/// <param name="Ids">Others, by their ids.</param>
public sealed record BoardInSight(DateTimeOffset Since, IReadOnlyCollection<long> Ids);

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

    /// <summary>How many cards at most stay in sight below a cut: as many as can be made at once.</summary>
    private const int MostBelow = 200;

    /// <param name="actor">Who looks.</param>
    /// <param name="projectId">The project.</param>
    /// <param name="filter">Which tasks.</param>
    /// <param name="sizes">By task list, how many cards to show where it is not <see cref="ColumnSize"/>.</param>
    /// <param name="inSight">What is shown wherever a column is cut; null for nothing.</param>
    /// <param name="cancel">Ends the search.</param>
    public async Task<Result<Board>> RunAsync(
        Actor actor, long projectId, TaskFilter filter, IReadOnlyDictionary<long, int>? sizes = null, BoardInSight? inSight = null, CancellationToken cancel = default)
    {
        var head = await projects.RunAsync(actor, projectId, cancel);
        if (!head.Ok)
        {
            return head.Failure;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var tasks = filter.Apply(db.Tasks.AsNoTracking().VisibleTo(actor).Where(t => t.ProjectId == projectId), actor);
        var counts = await tasks.GroupBy(t => t.TaskListId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var loads = head.Value.Lists.Any(l => l.WipLimit is not null)
            ? await db.Tasks.AsNoTracking().Where(t => t.ProjectId == projectId && t.State < TaskState.Resolved)
                .GroupBy(t => t.TaskListId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel)
            : [];
        var columns = new List<BoardColumn>();
        foreach (var list in head.Value.Lists)
        {
            var count = counts.GetValueOrDefault(list.Id);
            var size = sizes?.GetValueOrDefault(list.Id, ColumnSize) ?? ColumnSize;
            var inList = tasks.Where(t => t.TaskListId == list.Id);
            var cards = count == 0 ? [] : await inList.OrderBy(t => t.Position).ThenBy(t => t.Id).Take(size + 1).AsCards(db).ToListAsync(cancel);
            var shown = cards.Take(size).ToList();
            var next = cards.ElementAtOrDefault(size)?.Id;
            var below = next is null || inSight is null ? [] : await BelowAsync(db, inList, actor, inSight, shown, cancel);
            // Where nothing is left between them there is no cut.
            columns.Add(shown.Count + below.Count < count
                ? new BoardColumn(list, count, loads.GetValueOrDefault(list.Id), shown, next, below)
                : new BoardColumn(list, count, loads.GetValueOrDefault(list.Id), [.. shown, .. below], null, []));
        }

        return new Board(head.Value, columns);
    }

    private static async Task<List<TaskCardView>> BelowAsync(
        AppDbContext db, IQueryable<TaskItem> tasks, Actor actor, BoardInSight inSight, List<TaskCardView> shown, CancellationToken cancel)
    {
        var (me, since, ids, above) = (actor.UserId, inSight.Since, inSight.Ids, shown.ConvertAll(c => c.Id));
        var found = await tasks.Where(t => ((t.UserId == me && t.CreatedAt >= since) || ids.Contains(t.Id)) && !above.Contains(t.Id))
            .OrderByDescending(t => t.Position).ThenByDescending(t => t.Id)
            .Take(MostBelow)
            .AsCards(db)
            .ToListAsync(cancel);
        found.Reverse();
        return found;
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
            DueTime = t.DueTime,
            StartOn = t.StartOn,
            Assignee = db.Users.Where(u => u.Id == t.AssignedId).Select(u => new Person(u.Id, u.Name, u.Email!)).FirstOrDefault(),
            Labels = t.Labels,
            CommentsCount = t.CommentsCount,
            StepsCount = t.SubtasksCount,
            DoneStepsCount = t.ResolvedSubtasksCount,
            Version = t.Version,
            CreatedAt = t.CreatedAt,
            UpdatedAt = t.UpdatedAt,
        });
}
