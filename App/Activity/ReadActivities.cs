using Microsoft.EntityFrameworkCore;
using TaskHub.Api;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Activity;

/// <summary>Which activities are wanted; null means any.</summary>
public sealed record ActivityQuery
{
    public long? OrganizationId { get; init; }
    public long? ProjectId { get; init; }
    public long? TaskId { get; init; }

    /// <summary>Who did it.</summary>
    public long? UserId { get; init; }

    /// <summary>One of <see cref="EventTypes"/>.</summary>
    public string? Event { get; init; }

    /// <summary>At this time or later.</summary>
    public DateTimeOffset? Since { get; init; }
}

/// <summary>What happened in the projects that a person sees, newest first unless they ask otherwise.</summary>
public sealed class ReadActivities(IDbContextFactory<AppDbContext> contexts)
{
    internal static readonly OrderFields<Event> Order = new(("id", e => e.Id));

    public async Task<Page<ActivityPayload>> RunAsync(Actor actor, ActivityQuery wanted, Paging paging, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var events = db.Events.AsNoTracking().VisibleTo(actor);
        events = wanted.OrganizationId is { } organization ? events.Where(e => e.OrganizationId == organization) : events;
        events = wanted.ProjectId is { } project ? events.Where(e => e.ProjectId == project) : events;
        events = wanted.TaskId is { } task ? events.Where(e => e.TaskId == task) : events;
        events = wanted.UserId is { } person ? events.Where(e => e.ActorId == person) : events;
        events = wanted.Event is { } type ? events.Where(e => e.Type == type) : events;
        events = wanted.Since is { } since ? events.Where(e => e.OccurredAt >= since) : events;
        return (await Order.PageAsync(events, paging, e => e.Id, cancel)).Select(ActivityPayload.Of);
    }
}
