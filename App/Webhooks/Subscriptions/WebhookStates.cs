using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Live;

namespace TaskHub.Webhooks.Subscriptions;

/// <summary>
/// What becomes of the deliveries when their webhook is disabled, enabled or deleted. Called inside the write gate with the tracked webhook;
/// the caller saves it. Leases are never touched: an attempt that is under way stays claimed, so that disabling and enabling in quick
/// succession does not send the same delivery twice, and whoever holds the lease settles the delivery by its state then.
/// </summary>
internal static class WebhookStates
{
    /// <summary>Disables: what waits is held, nothing is lost.</summary>
    /// <param name="db">The unit of work.</param>
    /// <param name="webhook">The webhook, tracked by it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="note">What the failed test said, where that is the reason.</param>
    /// <param name="now">When.</param>
    /// <param name="cancel">Gives up.</param>
    public static Task DisableAsync(
        AppDbContext db, Webhook webhook, DisabledReason reason, string? note, DateTimeOffset now, CancellationToken cancel = default)
    {
        MarkDisabled(webhook, reason, note, now);
        Signal(db, webhook);
        return db.Deliveries
            .Where(d => d.WebhookId == webhook.Id && (d.State == DeliveryState.Pending || d.State == DeliveryState.Retrying))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(d => d.State, DeliveryState.Held)
                    .SetProperty(d => d.NextAttemptAt, (DateTimeOffset?)null)
                    .SetProperty(d => d.ByHand, false),
                cancel);
    }

    /// <summary>The webhook's own part of being disabled; its deliveries are the caller's.</summary>
    public static void MarkDisabled(Webhook webhook, DisabledReason reason, string? note, DateTimeOffset now)
    {
        webhook.Enabled = false;
        webhook.DisabledReason = reason;
        webhook.DisabledAt = now;
        webhook.DisabledNote = note;
        webhook.UpdatedAt = now;
    }

    /// <summary>Enables: the count of errors starts anew, and so does each held delivery's; they are due at once, oldest first.</summary>
    public static Task EnableAsync(AppDbContext db, Webhook webhook, DateTimeOffset now, CancellationToken cancel = default)
    {
        webhook.Enabled = true;
        webhook.EnabledAt = now;
        webhook.DisabledReason = null;
        webhook.DisabledAt = null;
        webhook.DisabledNote = null;
        webhook.Errors = 0;
        webhook.NotBefore = null;
        webhook.UpdatedAt = now;
        Signal(db, webhook);
        return db.Deliveries
            .Where(d => d.WebhookId == webhook.Id && d.State == DeliveryState.Held)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(d => d.State, DeliveryState.Pending)
                    .SetProperty(d => d.RoundAttempts, 0)
                    .SetProperty(d => d.NextAttemptAt, Delivery.AtOnce),
                cancel);
    }

    /// <summary>Cancels what is held, and tells how many deliveries that were.</summary>
    public static Task<int> CancelHeldAsync(AppDbContext db, Webhook webhook, CancellationToken cancel = default)
    {
        Signal(db, webhook);
        return CancelAsync(db.Deliveries.Where(d => d.WebhookId == webhook.Id && d.State == DeliveryState.Held), cancel);
    }

    /// <summary>Deletes the webhook: nothing more leaves for it. Its history stays until it is too old to keep.</summary>
    public static Task<int> DeleteAsync(AppDbContext db, Webhook webhook, DateTimeOffset now, CancellationToken cancel = default)
    {
        webhook.Enabled = false;
        webhook.DeletedAt = now;
        webhook.UpdatedAt = now;
        Signal(db, webhook);
        return CancelAsync(
            db.Deliveries.Where(d => d.WebhookId == webhook.Id
                && (d.State == DeliveryState.Pending || d.State == DeliveryState.Retrying || d.State == DeliveryState.Held)),
            cancel);
    }

    /// <summary>Asks every page that shows the webhook or its deliveries to look again.</summary>
    public static void Signal(AppDbContext db, Webhook webhook) => Signal(db.Topics, webhook);

    /// <inheritdoc cref="Signal(AppDbContext, Webhook)"/>
    public static void Signal(ISet<string> topics, Webhook webhook)
    {
        topics.Add(Topic.Webhook(webhook.Id));
        topics.Add(Topic.Webhooks(webhook.OrganizationId));
        topics.Add(Topic.Deliveries);
    }

    // What only waits to be sent again is what it was before: a receiver that took it once has taken it.
    private static Task<int> CancelAsync(IQueryable<Delivery> deliveries, CancellationToken cancel) =>
        deliveries.ExecuteUpdateAsync(
            set => set
                .SetProperty(
                    d => d.State,
                    d => d.StateBefore == DeliveryState.Delivered ? DeliveryState.Delivered
                        : d.StateBefore == DeliveryState.Failed ? DeliveryState.Failed
                        : DeliveryState.Canceled)
                .SetProperty(d => d.StateBefore, (DeliveryState?)null)
                .SetProperty(d => d.NextAttemptAt, (DateTimeOffset?)null)
                .SetProperty(d => d.ByHand, false),
            cancel);
}
