using Microsoft.EntityFrameworkCore;
using TaskHub.Api;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>A webhook in a list: how it is doing at a glance.</summary>
public sealed record WebhookLine(WebhookView Webhook, WebhookQueue Queue, DateTimeOffset? LastAttemptAt, DateTimeOffset? LastSuccessAt, DateTimeOffset? NotBefore)
{
    /// <summary>When the next attempt is planned; null when none is, or at once.</summary>
    public DateTimeOffset? NextTry => Queue.Waiting == 0 ? null : NotBefore > (Queue.NextTry ?? Delivery.AtOnce) ? NotBefore : Queue.NextTry;

    /// <summary>How long all its probes after the next one take; the last of them disables it, if none succeeds.</summary>
    public TimeSpan ProbesTake { get; init; }

    /// <summary>When it would disable itself if nothing succeeds until then; null while it does not fail, or nothing waits that could.</summary>
    public DateTimeOffset? DisablesAt =>
        Webhook is { Status: WebhookStatus.Failing, Errors: > 0 } && Queue.Waiting > 0 && (NextTry ?? LastAttemptAt) is { } next ? next + ProbesTake : null;
}

/// <summary>Finds the webhooks of an organization, oldest first. Whoever does not administer it learns nothing, not even whether it exists.</summary>
internal sealed class FindWebhooks(IDbContextFactory<AppDbContext> contexts, WebhookLoad load, TimeProvider time)
{
    internal static readonly OrderFields<Webhook> Order = new(("id", w => w.Id), ("created_at", w => w.CreatedAt), ("updated_at", w => w.UpdatedAt));

    public async Task<Result<IReadOnlyList<WebhookLine>>> RunAsync(Actor actor, long organizationId, CancellationToken cancel = default)
    {
        if (!actor.Manages(organizationId))
        {
            return Failure.Forbidden();
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var webhooks = await db.Webhooks.AsNoTracking()
            .Where(w => w.OrganizationId == organizationId)
            .OrderBy(w => w.Id)
            .ToListAsync(cancel);
        var queues = await WebhookQueue.ReadAsync(
            db, db.Webhooks.Where(w => w.OrganizationId == organizationId).Select(w => w.Id), time.GetUtcNow(), cancel);
        return webhooks.ConvertAll(w => Line(w, queues.GetValueOrDefault(w.Id, WebhookQueue.Empty), load));
    }

    /// <summary>One page of them for the API, the newest first unless it asks for another order.</summary>
    public async Task<Result<Page<WebhookView>>> PageAsync(Actor actor, long organizationId, Paging paging, CancellationToken cancel = default)
    {
        if (!actor.Manages(organizationId))
        {
            return Failure.Forbidden();
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var page = await Order.PageAsync(
            db.Webhooks.AsNoTracking().Where(w => w.OrganizationId == organizationId), paging, w => w.Id, cancel);
        var ids = page.Items.Select(w => w.Id).ToList();
        var retrying = await db.Deliveries
            .Where(d => d.State == DeliveryState.Retrying && ids.Contains(d.WebhookId))
            .Select(d => d.WebhookId)
            .Distinct()
            .ToListAsync(cancel);
        return page.Select(w => load.Of(w, w.Enabled && retrying.Contains(w.Id)));
    }

    internal static WebhookLine Line(Webhook webhook, WebhookQueue queue, WebhookLoad load) =>
        new(load.Of(webhook, queue.Retrying > 0), queue, webhook.LastAttemptAt, webhook.LastSuccessAt, webhook.NotBefore)
        {
            ProbesTake = load.ProbesTake(webhook.Errors),
        };
}
