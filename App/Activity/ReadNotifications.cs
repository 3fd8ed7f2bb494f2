using Microsoft.EntityFrameworkCore;
using TaskHub.Api;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Activity;

/// <summary>Which notifications are wanted; null means any.</summary>
public sealed record NotificationQuery
{
    public long? OrganizationId { get; init; }
    public long? ProjectId { get; init; }
    public bool? Read { get; init; }
    public IReadOnlyList<NotificationReason> Reason { get; init; } = [];

    /// <summary>Made at this time or later.</summary>
    public DateTimeOffset? Since { get; init; }
}

/// <summary>What concerns the actor, newest first unless they ask otherwise.</summary>
public sealed class ReadNotifications(IDbContextFactory<AppDbContext> contexts)
{
    internal static readonly OrderFields<Notification> Order = new(("id", n => n.Id));

    public async Task<Page<NotificationPayload>> RunAsync(Actor actor, NotificationQuery wanted, Paging paging, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var mine = db.Notifications.AsNoTracking().VisibleTo(actor);
        mine = wanted.OrganizationId is { } organization ? mine.Where(n => n.OrganizationId == organization) : mine;
        mine = wanted.ProjectId is { } project ? mine.Where(n => n.ProjectId == project) : mine;
        mine = wanted.Read is { } read ? mine.Where(n => n.ReadAt != null == read) : mine;
        mine = wanted.Reason.Count > 0 ? mine.Where(n => wanted.Reason.Contains(n.Reason)) : mine;
        mine = wanted.Since is { } since ? mine.Where(n => n.CreatedAt >= since) : mine;
        return (await Order.PageAsync(mine.Include(n => n.Event), paging, n => n.Id, cancel)).Select(NotificationPayload.Of);
    }

    public async Task<Result<NotificationPayload>> OneAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = await db.Notifications.AsNoTracking().VisibleTo(actor).Include(n => n.Event).SingleOrDefaultAsync(n => n.Id == id, cancel);
        return found is null ? Failure.NotFound(ActivityText.Notification) : NotificationPayload.Of(found);
    }
}
