using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Webhooks.Attempts;
using TaskHub.Webhooks.Subscriptions;
using TaskHub.Webhooks.Why;

namespace TaskHub.Webhooks;

/// <summary>An event that a webhook did not get.</summary>
public sealed record MissedEvent
{
    public required string EventId { get; init; }
    public required string Event { get; init; }
    public required string ObjectType { get; init; }
    public required string ObjectId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required WhyOutcome Outcome { get; init; }

    /// <summary>One plain sentence.</summary>
    public required string Text { get; init; }

    /// <summary>What the object was called then.</summary>
    [JsonIgnore]
    public string? ObjectName { get; init; }
}

/// <summary>A stretch of the organization's events, as one webhook saw it.</summary>
/// <param name="Events">Those that it did not get, newest first.</param>
/// <param name="Looked">How many events were looked at.</param>
/// <param name="Got">How many of them were sent to it, or are held for it.</param>
/// <param name="NextCursor">Where to look further back; null at the beginning of time.</param>
public sealed record MissedPage(IReadOnlyList<MissedEvent> Events, int Looked, int Got, string? NextCursor);

/// <summary>Finds what happened lately and did not go to a webhook, and why. It looks at so many events at once and no further.</summary>
internal sealed class FindMissed(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>How many events one answer looks at, at most.</summary>
    public const int Reach = 1000;

    /// <summary>Looks at the organization's events before the cursor until there are <paramref name="count"/> that the webhook did not get.</summary>
    public async Task<Result<MissedPage>> RunAsync(
        Actor actor, long webhookId, int count, string? cursor = null, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var webhook = await db.Webhooks.AsNoTracking().ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == webhookId, cancel);
        if (actor.Judge(webhook) is { } failure)
        {
            return failure;
        }

        var before = long.MaxValue;
        if (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
        {
            return Failure.Invalid("cursor", AttemptsText.CursorUnknown);
        }

        await using var snapshot = await db.SnapshotAsync(cancel);
        var events = await db.Events.AsNoTracking()
            .Where(e => e.OrganizationId == webhook!.OrganizationId && e.Id < before)
            .OrderByDescending(e => e.Id)
            .Take(Reach)
            .Select(e => new Event
            {
                Id = e.Id,
                PublicId = e.PublicId,
                ProjectId = e.ProjectId,
                Type = e.Type,
                ObjectType = e.ObjectType,
                ObjectId = e.ObjectId,
                OccurredAt = e.OccurredAt,
                Data = "",
            })
            .ToListAsync(cancel);
        var got = await GotAsync(db, webhook!, events, cancel);
        var shown = events.Where(e => !got.Contains(e.Id)).Take(count).ToList();
        var looked = shown.Count == count ? events.IndexOf(shown[^1]) + 1 : events.Count;
        return new MissedPage(
            await LinesAsync(db, webhookId, shown, cancel),
            looked,
            looked - shown.Count,
            looked < events.Count || events.Count == Reach ? events[looked - 1].Id.ToString(CultureInfo.InvariantCulture) : null);
    }

    // By the ids of the deliveries that there would be: each is one step in their unique index, however many webhooks there are.
    private static async Task<HashSet<long>> GotAsync(AppDbContext db, Webhook webhook, List<Event> events, CancellationToken cancel)
    {
        var ids = events.ConvertAll(e => Delivery.PublicIdOf(e, webhook.Id));
        return await db.Deliveries.Where(d => ids.Contains(d.PublicId)).Select(d => d.EventId).ToHashSetAsync(cancel);
    }

    private static async Task<List<MissedEvent>> LinesAsync(AppDbContext db, long webhookId, List<Event> events, CancellationToken cancel)
    {
        var versions = await db.WebhookVersions.AsNoTracking()
            .Where(v => v.WebhookId == webhookId).OrderByDescending(v => v.FromEventId).ToListAsync(cancel);
        var ids = events.ConvertAll(e => e.Id);
        var data = await db.Events.Where(e => ids.Contains(e.Id)).Select(e => new { e.Id, e.Data }).ToDictionaryAsync(e => e.Id, e => e.Data, cancel);
        return events.ConvertAll(e =>
        {
            var outcome = Verdict.Of(versions.Find(v => v.FromEventId <= e.Id), e.Type, e.ProjectId, null);
            return new MissedEvent
            {
                EventId = e.PublicId,
                Event = e.Type,
                ObjectType = e.ObjectType,
                ObjectId = e.ObjectId.ToString(CultureInfo.InvariantCulture),
                CreatedAt = e.OccurredAt,
                Outcome = outcome,
                Text = WhyTexts.Of(outcome, e.Type, null),
                ObjectName = DeliveryRow.Name(data[e.Id]),
            };
        });
    }
}
