using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Attempts;
using TaskHub.Webhooks.Subscriptions;
using TaskHub.Webhooks.Why;

namespace TaskHub.Webhooks;

/// <summary>An event, and what became of it wherever it went.</summary>
public sealed record EventLine(
    string EventId, string Event, string ObjectType, string ObjectId, string? ObjectName, string By, DateTimeOffset CreatedAt, IReadOnlyList<DeliveryState> Went);

/// <summary>A stretch of an organization's events, newest first.</summary>
/// <param name="Events">The events.</param>
/// <param name="NextCursor">Where the next stretch begins; null at the end.</param>
public sealed record EventStretch(IReadOnlyList<EventLine> Events, string? NextCursor);

/// <summary>Finds what happened in an organization, for its administrators, each event with what became of it for the webhooks.</summary>
internal sealed class FindEvents(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>All events, or with <paramref name="taskId"/> those of one task and its comments.</summary>
    public async Task<Result<EventStretch>> RunAsync(
        Actor actor, long organizationId, long? taskId, int count, string? cursor = null, CancellationToken cancel = default)
    {
        if (!actor.Manages(organizationId))
        {
            return Failure.Forbidden();
        }

        var before = long.MaxValue;
        if (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
        {
            return Failure.Invalid("cursor", AttemptsText.CursorUnknown);
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var events = await db.Events.AsNoTracking()
            .Where(e => e.OrganizationId == organizationId && e.Id < before)
            .Where(e => taskId == null || e.TaskId == taskId)
            .OrderByDescending(e => e.Id)
            .Take(count + 1)
            .ToListAsync(cancel);
        var shown = events.Take(count).ToList();
        var ids = shown.ConvertAll(e => e.Id);
        var went = (await db.Deliveries.AsNoTracking().Where(d => ids.Contains(d.EventId)).Select(d => new { d.EventId, d.State }).ToListAsync(cancel))
            .ToLookup(d => d.EventId, d => d.State);
        return new EventStretch(
            shown.ConvertAll(e => new EventLine(
                e.PublicId, e.Type, e.ObjectType, e.ObjectId.ToString(CultureInfo.InvariantCulture), DeliveryRow.Name(e.Data), EventCause.Of(e.Data).By,
                e.OccurredAt, [.. went[e.Id]])),
            events.Count > count ? shown[^1].Id.ToString(CultureInfo.InvariantCulture) : null);
    }
}
