using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Activity;

/// <summary>Which part of what happened is wanted; null means any.</summary>
/// <param name="OrganizationId">Where.</param>
/// <param name="ProjectId">Only in this project.</param>
/// <param name="UserId">Only what this person did.</param>
/// <param name="Kind"><c>task</c>, <c>comment</c> or <c>project</c>.</param>
public sealed record ActivityWish(long OrganizationId, long? ProjectId = null, long? UserId = null, string? Kind = null);

/// <summary>Something that happened, with the names of where it did.</summary>
/// <param name="Entry">What happened.</param>
/// <param name="ProjectId">In which project.</param>
/// <param name="Project">Its name.</param>
/// <param name="TaskId">To which task.</param>
/// <param name="Task">Its name; of one that was deleted, the last that it had.</param>
/// <param name="Excerpt">What a comment says.</param>
/// <param name="Href">Where it leads: to the task or its comment, or to the trash; null when nothing is left of it.</param>
public sealed record ActivityRow(HistoryEntry Entry, long ProjectId, string? Project, long? TaskId, string? Task, string Excerpt, string? Href);

/// <summary>What happened in an organization or one of its projects, from the events that webhooks are fed with, newest first.</summary>
public sealed class FindActivity(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>How many are shown until more are asked for.</summary>
    public const int Size = 50;

    /// <summary>Null when the organization is not the actor's. There is more when it answers one more than <paramref name="size"/>.</summary>
    public async Task<IReadOnlyList<ActivityRow>?> RunAsync(Actor actor, ActivityWish wish, int size = Size, CancellationToken cancel = default)
    {
        if (!actor.IsMember(wish.OrganizationId))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var events = db.Events.AsNoTracking().VisibleTo(actor).Where(e => e.OrganizationId == wish.OrganizationId);
        events = wish.ProjectId is { } project ? events.Where(e => e.ProjectId == project) : events;
        events = wish.UserId is { } person ? events.Where(e => e.ActorId == person) : events;
        events = wish.Kind is { } kind ? events.Where(e => e.ObjectType == kind) : events;
        var found = await (
            from e in events
            orderby e.Id descending
            join task in db.TaskNames on e.TaskId equals task.Id into tasks
            from task in tasks.DefaultIfEmpty()
            join place in db.ProjectNames on e.ProjectId equals place.Id into places
            from place in places.DefaultIfEmpty()
            select new { Event = e, Task = task.Name, Project = place.Name }).Take(size + 1).ToListAsync(cancel);
        var gone = found.Where(f => f.Task is null && f.Event.TaskId is not null).Select(f => f.Event.TaskId!.Value).ToHashSet();
        var trashed = gone.Count == 0 ? [] : await db.TrashedTaskNames.Where(t => gone.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Name, cancel);
        var frozen = await FrozenAsync(db, gone.Except(trashed.Keys), cancel);
        return found.ConvertAll(f =>
        {
            var data = f.Event.Read().Object;
            var (task, href) = f.Event.TaskId is not { } id ? (null, null)
                : f.Task is not null ? (f.Task, Address(f.Event, id))
                : trashed.TryGetValue(id, out var name) ? (name, $"/app/organization/{wish.OrganizationId}/trash")
                : (frozen.GetValueOrDefault(id) ?? (data as TaskPayload)?.Name, (string?)null);
            return new ActivityRow(
                TaskHistory.Entry(f.Event), f.Event.ProjectId, f.Project ?? (data as ProjectPayload)?.Name, f.Event.TaskId, task,
                data is CommentPayload comment ? FindInbox.Beginning(comment.Body) : string.Empty, href);
        });
    }

    private static string Address(Event e, long task) =>
        e.Type is EventTypes.CommentCreated or EventTypes.CommentUpdated ? $"/app/tasks/{task}#comment-{e.ObjectId}" : $"/app/tasks/{task}";

    /// <summary>The names of tasks that are gone for good, as the events of their deletion keep them.</summary>
    private static async Task<Dictionary<long, string>> FrozenAsync(AppDbContext db, IEnumerable<long> ids, CancellationToken cancel)
    {
        long?[] gone = [.. ids];
        var deletions = gone.Length == 0
            ? []
            : await db.Events.AsNoTracking().Where(e => e.Type == EventTypes.TaskDeleted && gone.Contains(e.TaskId)).OrderBy(e => e.Id).ToListAsync(cancel);
        var names = new Dictionary<long, string>();
        foreach (var e in deletions)
        {
            names[e.TaskId!.Value] = (e.Read().Object as TaskPayload)?.Name ?? string.Empty;
        }

        return names;
    }
}
