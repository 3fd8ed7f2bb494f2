using System.Text;
using Microsoft.EntityFrameworkCore;
using TaskHub.Api;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Attempts;
using TaskHub.Webhooks.Catalogue;
using TaskHub.Webhooks.Formats;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>What a webhook is posted for a kind of event.</summary>
/// <param name="Event">The kind.</param>
/// <param name="EventId">The event that it was made of; null for one that was made up, because nothing of the kind happened yet.</param>
/// <param name="HappenedAt">When that was.</param>
/// <param name="ObjectName">What its object was called then.</param>
/// <param name="Body">The body in the webhook's format.</param>
/// <param name="Schema">The JSON Schema of it.</param>
public sealed record WebhookExample(string Event, string? EventId, DateTimeOffset? HappenedAt, string? ObjectName, string Body, string Schema);

/// <summary>Finds the newest real event of a kind as the webhook would be posted it, and the schema of such bodies.</summary>
internal sealed class FindExample(IDbContextFactory<AppDbContext> contexts, ApiSchemas schemas, PublicUrl publicUrl)
{
    /// <param name="actor">Who asks.</param>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="type">The kind of event.</param>
    /// <param name="eventId">A certain event of that kind; null for the newest.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<WebhookExample>> RunAsync(
        Actor actor, long webhookId, string type, string? eventId = null, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var webhook = await db.Webhooks.AsNoTracking().ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == webhookId, cancel);
        if (actor.Judge(webhook) is { } failure)
        {
            return failure;
        }

        if (!EventChoice.Exists(type))
        {
            return Failure.Invalid("event", SubscriptionTexts.EventUnknown(type));
        }

        var found = await db.Events.AsNoTracking()
            .Where(e => e.OrganizationId == webhook!.OrganizationId && e.Type == type && (eventId == null || e.PublicId == eventId))
            .OrderByDescending(e => e.Id).FirstOrDefaultAsync(cancel);
        if (found is null && eventId is not null)
        {
            return Failure.Invalid("event_id", CatalogueText.EventIdUnknown(type));
        }

        var format = webhook!.Format;
        var name = format.ToString().ToLowerInvariant();
        var body = found is null
            ? MadeUp.Of(schemas.Posted(type, name)!).ToJsonString(HubJson.Options)
            : Encoding.UTF8.GetString(WebhookFormats.Body(format, found, publicUrl.Base));
        return new WebhookExample(
            type, found?.PublicId, found?.OccurredAt, found is null ? null : DeliveryRow.Name(found.Data), body,
            schemas.Whole($"{name}.{type}")!.ToJsonString(HubJson.Options));
    }
}
