using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>A subtask in a file.</summary>
public sealed record ExportedStep(string Name, bool Resolved);

/// <summary>A task in a file, with names where other rows are meant.</summary>
public sealed record ExportedTask(
    string Key, long Id, string Title, string Description, string List, string Status, string? Assignee, string? AssigneeEmail, bool Urgent, int Priority,
    IReadOnlyList<string> Labels, DateOnly? StartOn, DateOnly? DueOn, string? DueTime, string? Repeat, int CommentsCount,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? CompletedAt)
{
    public IReadOnlyList<ExportedStep> Subtasks { get; init; } = [];

    /// <summary>Where it is looked at.</summary>
    public string Url { get; init; } = string.Empty;
}

/// <summary>All tasks of a filter, whole, in the order of the page.</summary>
public sealed class ExportTasks(IDbContextFactory<AppDbContext> contexts)
{
    private const int Together = 500;

    /// <summary>In stretches; a task that is deleted meanwhile is missing, none comes twice.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ExportedTask>> RunAsync(
        Actor actor, long projectId, TaskFilter filter, TaskSort sort, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var wanted = filter.Apply(db.Tasks.VisibleTo(actor).Where(t => t.ProjectId == projectId), actor);
        var ids = await FindTasks.Ordered(db, wanted.OrderBy(t => 0), sort).ThenBy(t => t.Id).Select(t => t.Id).ToListAsync(cancel);
        foreach (var some in ids.Chunk(Together))
        {
            var tasks = await db.Tasks.VisibleTo(actor).Where(t => some.Contains(t.Id))
                .Select(t => new
                {
                    Task = t,
                    List = db.TaskLists.Where(l => l.Id == t.TaskListId).Select(l => l.Name).FirstOrDefault(),
                    Person = db.Users.Where(u => u.Id == t.AssignedId).Select(u => new { u.Name, u.Email }).FirstOrDefault(),
                }).ToDictionaryAsync(t => t.Task.Id, cancel);
            var steps = (await db.Subtasks.Where(s => some.Contains(s.TaskId)).OrderBy(s => s.Position).ThenBy(s => s.Id).ToListAsync(cancel)).ToLookup(s => s.TaskId);
            yield return [.. some.Where(tasks.ContainsKey).Select(id => tasks[id]).Select(t => Of(t.Task, t.List ?? string.Empty, t.Person?.Name, t.Person?.Email) with
            {
                Subtasks = [.. steps[t.Task.Id].Select(s => new ExportedStep(s.Name, s.Resolved))],
            })];
        }
    }

    private static ExportedTask Of(TaskItem task, string list, string? name, string? email) => new(
        TaskKey.For(task.Id), task.Id, task.Name, task.Description, list, task.State.ToApi(), name, email, task.Urgent, task.Priority, task.Labels,
        task.StartOn, task.DueOn, TaskPayloads.Clock(task.DueTime), task.Repeat, task.CommentsCount, task.CreatedAt, task.UpdatedAt, task.CompletedAt);
}
