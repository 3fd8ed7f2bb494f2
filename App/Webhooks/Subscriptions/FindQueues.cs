using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>
/// The queue of one webhook as the platform operator sees it: of the url only the host, of the content nothing, and its description only where the
/// operator administers its organization.
/// </summary>
public sealed record QueueLine(
    long WebhookId, long OrganizationId, bool IsMine, string Organization, string? Description, string Host, WebhookStatus Status, string StatusText, int Errors, DateTimeOffset? NextTry,
    WebhookQueue Queue)
{
    /// <summary>Why it disabled itself, in two words; null where a person did, or it is enabled.</summary>
    public string? DisabledByItself { get; init; }
}

/// <summary>Finds the queues of all webhooks, for the platform operator alone.</summary>
internal sealed class FindQueues(IDbContextFactory<AppDbContext> contexts, WebhookLoad load, TimeProvider time)
{
    public async Task<Result<IReadOnlyList<QueueLine>>> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        if (!actor.IsOperator)
        {
            return Failure.Forbidden();
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Webhooks.AsNoTracking()
            .Join(db.Organizations, w => w.OrganizationId, o => o.Id, (w, o) => new { Webhook = w, o.Name })
            .ToListAsync(cancel);
        var queues = await WebhookQueue.ReadAsync(db, db.Webhooks.Select(w => w.Id), time.GetUtcNow(), cancel);
        return rows
            .Select(r => (r.Name, Line: FindWebhooks.Line(r.Webhook, queues.GetValueOrDefault(r.Webhook.Id, WebhookQueue.Empty), load)))
            .OrderByDescending(r => r.Line.Queue.Waiting + r.Line.Queue.Held)
            .ThenBy(r => r.Line.Webhook.Id)
            .Select(r => new QueueLine(
                r.Line.Webhook.Id, r.Line.Webhook.OrganizationId, actor.Manages(r.Line.Webhook.OrganizationId), r.Name,
                actor.Manages(r.Line.Webhook.OrganizationId) && r.Line.Webhook.Description.Length > 0 ? r.Line.Webhook.Description : null, new Uri(r.Line.Webhook.Url).Host, r.Line.Webhook.Status, r.Line.Webhook.StatusText,
                r.Line.Webhook.Errors, r.Line.NextTry, r.Line.Queue)
            {
                DisabledByItself = r.Line.Webhook.DisabledByItself,
            })
            .ToList();
    }
}
