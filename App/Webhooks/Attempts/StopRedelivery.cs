using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Attempts;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>
/// Stops a redelivery: what it has not come to stays untouched, and what is queued and not sent yet is again what it was before. An attempt
/// that is under way ends as it ends, and one that has failed is retried like any other.
/// </summary>
internal sealed class StopRedelivery(WriteGate gate, FindRedeliveries find, Dispatcher dispatcher, TimeProvider time)
{
    /// <summary>Stops it; one that has ended stays as it is.</summary>
    public async Task<Result<RedeliveryView>> RunAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        var failed = await gate.RunAsync(
            async db =>
            {
                var found = await RedeliverySet.FindAsync(db, actor, id, cancel);
                if (!found.Ok)
                {
                    return found.Failure;
                }

                var (redelivery, webhook) = found.Value;
                if (redelivery.State is RedeliveryState.Running or RedeliveryState.Paused)
                {
                    redelivery.Queued -= await TakeBackAsync(db, redelivery, cancel);
                    (redelivery.State, redelivery.EndedAt) = (RedeliveryState.Stopped, time.GetUtcNow());
                    db.Audit(actor, webhook, Acts.RedeliveryStopped, AttemptsText.RedeliveryOf(redelivery.Id));
                    WebhookStates.Signal(db, webhook);
                    await db.SaveChangesAsync(cancel);
                }

                return null;
            },
            cancel);
        return failed ?? await find.OneAsync(actor, id, cancel);
    }

    private async Task<int> TakeBackAsync(AppDbContext db, Redelivery redelivery, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var back = dispatcher.Recall(redelivery.WebhookId);
        var waiting = await RedeliverySet.Waiting(db, redelivery)
            .Where(d => !d.ByHand && (d.LeaseUntil == null || d.LeaseUntil < now || back.Contains(d.Id)))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(d => d.State, d => d.StateBefore ?? d.State)
                    .SetProperty(d => d.NextAttemptAt, d => d.StateBefore == DeliveryState.Retrying ? now : null)
                    .SetProperty(d => d.StateBefore, (DeliveryState?)null),
                cancel);

        // What was waiting for another try when it was asked for is held like the rest of a disabled webhook.
        return waiting + await RedeliverySet.Held(db, redelivery)
            .Where(d => d.StateBefore != DeliveryState.Retrying)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(d => d.State, d => d.StateBefore ?? d.State)
                    .SetProperty(d => d.StateBefore, (DeliveryState?)null),
                cancel);
    }
}
