using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Attempts;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>
/// Pauses a redelivery, or resumes it. What it has handed to the webhook's queue leaves, which is never more than the receiver takes in a moment;
/// all the rest waits until somebody resumes or stops it, over a restart too.
/// </summary>
internal sealed class PauseRedelivery(WriteGate gate, FindRedeliveries find, Redeliverer redeliverer)
{
    /// <summary>Pauses or resumes it; one that has ended stays as it is.</summary>
    public async Task<Result<RedeliveryView>> RunAsync(Actor actor, long id, bool pauses, CancellationToken cancel = default)
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
                var wanted = pauses ? RedeliveryState.Paused : RedeliveryState.Running;
                if (redelivery.State is RedeliveryState.Running or RedeliveryState.Paused && redelivery.State != wanted)
                {
                    redelivery.State = wanted;
                    db.Audit(actor, webhook, pauses ? Acts.RedeliveryPaused : Acts.RedeliveryResumed, AttemptsText.RedeliveryOf(redelivery.Id));
                    WebhookStates.Signal(db, webhook);
                    await db.SaveChangesAsync(cancel);
                    db.AfterCommit(redeliverer.Wake);
                }

                return null;
            },
            cancel);
        return failed ?? await find.OneAsync(actor, id, cancel);
    }
}
