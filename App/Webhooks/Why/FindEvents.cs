using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
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
/// <param name="LookedBackTo">Where a search took a rest although it has not found enough: it goes on from there; null where it has.</param>
public sealed record EventStretch(IReadOnlyList<EventLine> Events, string? NextCursor, DateTimeOffset? LookedBackTo);

/// <summary>Finds what happened in an organization, for its administrators, each event with what became of it for the webhooks.</summary>
internal sealed class FindEvents(IDbContextFactory<AppDbContext> contexts)
{
    // A search looks at so many events and answers: the first time few, so that a page with a search opens as quickly as without.
    private const int FirstPart = 1000;
    private const int Part = 20_000;

    /// <summary>Those that the filter means by their kind, time, task and text; an event has no state and no outcome.</summary>
    public async Task<Result<EventStretch>> RunAsync(
        Actor actor, long organizationId, DeliveryFilter filter, int count, string? cursor = null, CancellationToken cancel = default)
    {
        if (!actor.Manages(organizationId))
        {
            return Failure.Forbidden();
        }

        if (filter.Check() is { } failure)
        {
            return failure;
        }

        var before = long.MaxValue;
        if (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
        {
            return Failure.Invalid("cursor", AttemptsText.CursorUnknown);
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var (from, below) = await db.EventIdsAsync(filter.Since, filter.Until, cancel);
        (below, var part) = (Math.Min(before, below), cursor is null ? FirstPart : Part);
        IQueryable<Event> Reach(long first) => db.Events.AsNoTracking().Where(e => e.OrganizationId == organizationId && e.Id >= first && e.Id < below);
        var floor = filter.IsSearch
            ? await Reach(from).OrderByDescending(e => e.Id).Select(e => (long?)e.Id).Skip(part).FirstOrDefaultAsync(cancel)
            : null;
        var events = await Matching(Reach(floor + 1 ?? from), filter)
            .OrderByDescending(e => e.Id)
            .Take(count + 1)
            .ToListAsync(cancel);
        var shown = events.Take(count).ToList();
        var rests = events.Count <= count ? floor : null;
        var next = events.Count > count ? shown[^1].Id : rests + 1;
        var ids = shown.ConvertAll(e => e.Id);
        var went = (await db.Deliveries.AsNoTracking().Where(d => ids.Contains(d.EventId)).Select(d => new { d.EventId, d.State }).ToListAsync(cancel))
            .ToLookup(d => d.EventId, d => d.State);
        return new EventStretch(
            shown.ConvertAll(e => new EventLine(
                e.PublicId, e.Type, e.ObjectType, e.ObjectId.ToString(CultureInfo.InvariantCulture), DeliveryRow.Name(e.Data), EventCause.Of(e.Data).By,
                e.OccurredAt, [.. went[e.Id]])),
            next?.ToString(CultureInfo.InvariantCulture),
            rests is { } at ? await db.Events.Where(e => e.Id == at).Select(e => (DateTimeOffset?)e.OccurredAt).SingleAsync(cancel) : null);
    }

    private static IQueryable<Event> Matching(IQueryable<Event> events, DeliveryFilter filter)
    {
        events = filter.TaskId is { } task ? events.Where(e => e.TaskId == task) : events;
        events = filter.Event is { } type ? events.Where(e => e.Type == type) : events;
        events = filter.Since is { } since ? events.Where(e => e.OccurredAt >= since) : events;
        events = filter.Until is { } until ? events.Where(e => e.OccurredAt < until) : events;
        if (string.IsNullOrWhiteSpace(filter.Q))
        {
            return events;
        }

        if (filter.NamedEvent is { } named)
        {
            return events.Where(e => e.PublicId == named);
        }

        var (text, pattern) = (filter.Q.Trim(), AppDbContext.Containing(filter.Q.Trim()));
        return events.Where(e => e.PublicId == text || EF.Functions.Like(e.Data, pattern, AppDbContext.LikeEscape));
    }
}
