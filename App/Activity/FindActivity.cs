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
public sealed record ActivityRow(HistoryEntry Entry, long ProjectId, string? Project, long? TaskId, string? Task, long? CommentId, string Excerpt)
{
    public string? Href => TaskId is null ? null : CommentId is { } comment ? $"/app/tasks/{TaskId}#comment-{comment}" : $"/app/tasks/{TaskId}";
}

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
        return found.ConvertAll(f => Row(f.Event, f.Task, f.Project));
    }

    private static ActivityRow Row(Event e, string? task, string? project)
    {
        var entry = TaskHistory.Entry(e);
        var data = e.Read().Object;
        return new ActivityRow(
            entry, e.ProjectId, project ?? (data as ProjectPayload)?.Name, e.TaskId, task ?? (data as TaskPayload)?.Name,
            e.Type is EventTypes.CommentCreated or EventTypes.CommentUpdated ? e.ObjectId : null,
            data is CommentPayload comment ? FindInbox.Beginning(comment.Body) : string.Empty);
    }
}
