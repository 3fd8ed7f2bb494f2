using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Attempts;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>One of the last events, and whether a setting would have sent it.</summary>
public sealed record RehearsedEvent
{
    public required string EventId { get; init; }
    public required string Event { get; init; }
    public required string ObjectType { get; init; }
    public required string ObjectId { get; init; }
    public required long ProjectId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required bool WouldSend { get; init; }

    /// <summary>What the object was called then.</summary>
    [JsonIgnore]
    public string? ObjectName { get; init; }
}

/// <summary>Which of the organization's last events a setting of a webhook would have sent, newest first.</summary>
/// <param name="WebHookId">The webhook.</param>
/// <param name="Looked">How many events there were to look at.</param>
/// <param name="WouldSend">How many of them it would have sent.</param>
/// <param name="Events">All of them.</param>
public sealed record Rehearsal(long WebHookId, int Looked, int WouldSend, IReadOnlyList<RehearsedEvent> Events)
{
    [JsonPropertyOrder(-1)]
    public string Type => "Rehearsal";
}

/// <summary>Tries a choice of events and projects on what happened lately, before it is saved.</summary>
internal sealed class RehearseWebhook(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>How many events are looked at.</summary>
    public const int Reach = 100;

    /// <param name="actor">Who asks.</param>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="events">The kinds of events of the setting; null for the webhook's own.</param>
    /// <param name="projectIds">Its projects, none meaning all; null for the webhook's own.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<Rehearsal>> RunAsync(
        Actor actor, long webhookId, IReadOnlyList<string>? events = null, IReadOnlyList<long>? projectIds = null, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var webhook = await db.Webhooks.AsNoTracking().ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == webhookId, cancel);
        if (actor.Judge(webhook) is { } failure)
        {
            return failure;
        }

        if (events?.FirstOrDefault(e => !EventChoice.Exists(e)) is { } unknown)
        {
            return Failure.Invalid("events", SubscriptionTexts.EventUnknown(unknown));
        }

        if (projectIds?.Count > 0
            && await db.ProjectNames.CountAsync(p => p.OrganizationId == webhook!.OrganizationId && projectIds.Contains(p.Id), cancel) != projectIds.Distinct().Count())
        {
            return Failure.Invalid("project_ids", SubscriptionTexts.ProjectUnknown);
        }

        // The webhook as it would be, never saved.
        webhook!.Events = [.. events ?? webhook.Events];
        webhook.ProjectIds = [.. projectIds ?? webhook.ProjectIds];
        var last = await db.Events.AsNoTracking().Where(e => e.OrganizationId == webhook.OrganizationId)
            .OrderByDescending(e => e.Id).Take(Reach).ToListAsync(cancel);
        var lines = last.ConvertAll(e => new RehearsedEvent
        {
            EventId = e.PublicId,
            Event = e.Type,
            ObjectType = e.ObjectType,
            ObjectId = e.ObjectId.ToString(CultureInfo.InvariantCulture),
            ProjectId = e.ProjectId,
            CreatedAt = e.OccurredAt,
            WouldSend = webhook.Wants(e),
            ObjectName = DeliveryRow.Name(e.Data),
        });
        return new Rehearsal(webhookId, lines.Count, lines.Count(l => l.WouldSend), lines);
    }
}
