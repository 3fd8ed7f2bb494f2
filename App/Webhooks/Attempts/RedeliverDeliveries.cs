using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>
/// Sends all deliveries again that a filter finds, or only counts them. Without a state in the filter these are the ones that are settled:
/// delivered, failed or canceled. Unlike a single one they keep to the webhook's pace.
/// </summary>
internal sealed class RedeliverDeliveries(WriteGate gate, Dispatcher dispatcher, TimeProvider time)
{
    /// <summary>Returns how many deliveries were, or would be, sent again.</summary>
    public Task<Result<int>> RunAsync(Actor actor, long webhookId, DeliveryFilter filter, bool dryRun, CancellationToken cancel = default) =>
        gate.RunAsync<Result<int>>(
            async db =>
            {
                var webhook = await db.Webhooks.AsNoTracking().ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == webhookId, cancel);
                if ((actor.Judge(webhook) ?? filter.Check()) is { } failure)
                {
                    return failure;
                }

                var now = time.GetUtcNow();
                var found = filter.Apply(db.Deliveries.Where(d => d.WebhookId == webhookId && (d.LeaseUntil == null || d.LeaseUntil < now)));
                if (filter.State is null)
                {
                    found = found.Where(d => d.State == DeliveryState.Delivered || d.State == DeliveryState.Failed || d.State == DeliveryState.Canceled);
                }

                if (dryRun)
                {
                    return await found.CountAsync(cancel);
                }

                if (!webhook!.Enabled)
                {
                    return Failure.Conflict(SubscriptionTexts.NotWhileDisabled);
                }

                var count = await found.ExecuteUpdateAsync(
                    set => set
                        .SetProperty(d => d.State, DeliveryState.Pending)
                        .SetProperty(d => d.NextAttemptAt, Delivery.AtOnce)
                        .SetProperty(d => d.RoundAttempts, 0)
                        .SetProperty(d => d.LeaseUntil, (DateTimeOffset?)null),
                    cancel);
                WebhookStates.Signal(db, webhook);
                db.AfterCommit(() => dispatcher.Wake(webhookId));
                return count;
            },
            cancel);
}
