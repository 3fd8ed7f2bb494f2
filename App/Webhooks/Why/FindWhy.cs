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

/// <summary>What became of one event for one webhook.</summary>
public sealed record WhyLine
{
    public required long WebHookId { get; init; }

    /// <summary>What people call the webhook.</summary>
    public required string WebHook { get; init; }

    public required WhyOutcome Outcome { get; init; }

    /// <summary>One plain sentence.</summary>
    public required string Text { get; init; }

    /// <summary>The delivery, where there is one and its webhook was not deleted since.</summary>
    public required string? DeliveryId { get; init; }

    public required DeliveryState? State { get; init; }

    /// <summary>Whether the webhook was deleted since.</summary>
    public required bool Deleted { get; init; }
}

/// <summary>An event, and what became of it for every webhook.</summary>
public sealed record EventWhyView
{
#pragma warning disable CA1822 // The serializer reads it.
    public string Type => "Why";
#pragma warning restore CA1822

    public required string EventId { get; init; }
    public required string Event { get; init; }
    public required string ObjectType { get; init; }
    public required string ObjectId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required IReadOnlyList<WhyLine> WebHooks { get; init; }

    /// <summary>What the object was called then.</summary>
    [JsonIgnore]
    public string? ObjectName { get; init; }

    /// <summary>The name of whoever did it.</summary>
    [JsonIgnore]
    public string? By { get; init; }
}

/// <summary>
/// Why an event was delivered, or not, to each webhook of its organization, the deleted ones included that it still met. Nothing is kept of
/// events that are not for a webhook: the answer is worked out from the version of the webhook that the event met.
/// </summary>
internal sealed class FindWhy(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>Tells it by the id that the outside knows the event by. For the organization's administrators.</summary>
    public async Task<Result<EventWhyView>> RunAsync(Actor actor, string eventId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var e = await db.Events.AsNoTracking().SingleOrDefaultAsync(e => e.PublicId == eventId, cancel);
        if (e is null || !actor.IsMember(e.OrganizationId))
        {
            return Failure.NotFound("event");
        }

        if (!actor.Manages(e.OrganizationId))
        {
            return Failure.Forbidden();
        }

        await using var snapshot = await db.SnapshotAsync(cancel);
        var webhooks = await db.Webhooks.AsNoTracking().IgnoreQueryFilters()
            .Where(w => w.OrganizationId == e.OrganizationId).OrderBy(w => w.Id).ToListAsync(cancel);
        var then = await db.WebhookVersions.AsNoTracking()
            .Where(v => v.OrganizationId == e.OrganizationId && v.FromEventId <= e.Id)
            .Where(v => !db.WebhookVersions.Any(l => l.WebhookId == v.WebhookId && l.FromEventId > v.FromEventId && l.FromEventId <= e.Id))
            .ToDictionaryAsync(v => v.WebhookId, cancel);
        var deliveries = await db.Deliveries.AsNoTracking().Where(d => d.EventId == e.Id).ToDictionaryAsync(d => d.WebhookId, cancel);
        return new EventWhyView
        {
            EventId = e.PublicId,
            Event = e.Type,
            ObjectType = e.ObjectType,
            ObjectId = e.ObjectId.ToString(CultureInfo.InvariantCulture),
            ObjectName = DeliveryRow.Name(e.Data),
            By = EventCause.Of(e.Data).By,
            CreatedAt = e.OccurredAt,
            WebHooks =
            [
                .. webhooks
                    .Where(w => Met(w, then.GetValueOrDefault(w.Id)))
                    .Select(w => Line(w, NameOf(w, webhooks), then.GetValueOrDefault(w.Id), e, deliveries.GetValueOrDefault(w.Id))),
            ],
        };
    }

    // A webhook that is no more is of interest only for what happened while it was there.
    private static bool Met(Webhook webhook, WebhookVersion? then) => then is null ? webhook.DeletedAt is null : !then.Deleted;

    // Two of one host without a description are told apart by their numbers.
    private static string NameOf(Webhook webhook, List<Webhook> all)
    {
        var name = SubscriptionTexts.NameOf(webhook.Description, webhook.Url);
        return all.Exists(o => o.Id != webhook.Id && SubscriptionTexts.NameOf(o.Description, o.Url) == name) ? $"{name} #{webhook.Id}" : name;
    }

    private static WhyLine Line(Webhook webhook, string name, WebhookVersion? then, Event e, Delivery? delivery)
    {
        var outcome = Verdict.Of(then, e.Type, e.ProjectId, delivery?.State);
        var isDeleted = webhook.DeletedAt is not null;
        return new WhyLine
        {
            WebHookId = webhook.Id,
            WebHook = name,
            Outcome = outcome,
            Text = WhyTexts.Of(outcome, e.Type, delivery) + (isDeleted ? WhyTexts.DeletedSince : ""),
            DeliveryId = isDeleted ? null : delivery?.PublicId,
            State = delivery?.State,
            Deleted = isDeleted,
        };
    }
}
