using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Ui;

namespace TaskHub.Activity;

/// <summary>A notification as the inbox shows it.</summary>
public sealed record InboxRow
{
    public required long Id { get; init; }
    public required NotificationReason Reason { get; init; }
    public required bool IsRead { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it; null for a notice, which nobody did.</summary>
    public required Person? By { get; init; }

    public required long? TaskId { get; init; }

    /// <summary>As it is called now, else as it was called then; null where neither is known.</summary>
    public required string? Task { get; init; }

    public required string? Project { get; init; }

    /// <summary>The comment that it is about, if it is about one.</summary>
    public required long? CommentId { get; init; }

    /// <summary>The beginning of what was written.</summary>
    public required string Excerpt { get; init; }

    /// <summary>What a notice says; null where it is about a task, or somebody did something.</summary>
    public NoticePayload? Notice { get; init; }

    public string Href => Notice is { } notice ? notice.Path : CommentId is { } comment ? $"/app/tasks/{TaskId}#comment-{comment}" : $"/app/tasks/{TaskId}";
}

/// <summary>What concerns a person, newest first, and whether there is more before it.</summary>
public sealed record Inbox(IReadOnlyList<InboxRow> Rows, int Unread, bool HasMore);

/// <summary>The inbox of a person, over all of their organizations.</summary>
public sealed class FindInbox(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>How many rows are shown until more are asked for.</summary>
    public const int Size = 50;

    private const int ExcerptLength = 180;

    /// <param name="actor">Whose inbox.</param>
    /// <param name="all">What was read as well.</param>
    /// <param name="size">How many.</param>
    /// <param name="cancel">Ends the search.</param>
    public async Task<Inbox> RunAsync(Actor actor, bool all, int size = Size, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var mine = db.Notifications.AsNoTracking().VisibleTo(actor);
        var found = await (
            from n in mine.Where(n => all || n.ReadAt == null)
            orderby n.Id descending
            join task in db.TaskNames on n.TaskId ?? n.Event!.TaskId equals task.Id into tasks
            from task in tasks.DefaultIfEmpty()
            join project in db.ProjectNames on n.ProjectId equals project.Id into projects
            from project in projects.DefaultIfEmpty()
            select new { Notification = n, n.Event, Task = task.Name, Project = project.Name }).Take(size + 1).ToListAsync(cancel);
        var unread = await mine.CountAsync(n => n.ReadAt == null, cancel);
        return new Inbox([.. found.Take(size).Select(f => f.Event is { } e ? Row(f.Notification, e, f.Task, f.Project) : Row(f.Notification, f.Task, f.Project))], unread, found.Count > size);
    }

    /// <summary>How many notifications the person has not read.</summary>
    public async Task<int> CountAsync(Actor actor, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Notifications.VisibleTo(actor).CountAsync(n => n.ReadAt == null, cancel);
    }

    private static InboxRow Row(Notification n, string? task, string? project)
    {
        var notice = new NoticePayload(n.OrganizationId, n.Title ?? string.Empty, n.Text ?? string.Empty, n.Path ?? "/");
        return new InboxRow
        {
            Id = n.Id,
            Reason = n.Reason,
            IsRead = n.ReadAt is not null,
            At = n.CreatedAt,
            By = null,
            TaskId = n.TaskId,
            Task = task,
            Project = project,
            CommentId = null,
            Excerpt = notice.Text,
            Notice = n.TaskId is null ? notice : null,
        };
    }

    private static InboxRow Row(Notification n, Event e, string? task, string? project)
    {
        var data = e.Read();
        var (then, written) = data.Object switch
        {
            CommentPayload comment => (null, comment.Body),
            TaskPayload frozen => (frozen.Name, frozen.Description),
            _ => (null, string.Empty),
        };
        return new InboxRow
        {
            Id = n.Id,
            Reason = n.Reason,
            IsRead = n.ReadAt is not null,
            At = n.CreatedAt,
            By = data.Actor,
            TaskId = e.TaskId,
            Task = task ?? then,
            Project = project,
            CommentId = e.ObjectType == "comment" ? e.ObjectId : null,
            Excerpt = Beginning(written),
        };
    }

    internal static string Beginning(string text)
    {
        var line = string.Join(' ', SafeMarkdown.ToText(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= ExcerptLength ? line : $"{line.AsSpan(0, ExcerptLength)}…";
    }
}
