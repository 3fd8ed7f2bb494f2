using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>Cancels what a disabled webhook holds, so that enabling it begins with what happens then.</summary>
internal sealed class CancelHeld(WriteGate gate)
{
    /// <summary>Returns how many deliveries were canceled; each can still be redelivered by hand.</summary>
    public Task<Result<int>> RunAsync(Actor actor, long id, CancellationToken cancel = default) =>
        gate.RunAsync<Result<int>>(
            async db =>
            {
                var webhook = await db.Webhooks.ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == id, cancel);
                if (actor.Judge(webhook) is { } failure)
                {
                    return failure;
                }

                var canceled = await WebhookStates.CancelHeldAsync(db, webhook!, cancel);
                if (canceled > 0)
                {
                    db.Audit(actor, webhook!, Acts.HeldCanceled, AttemptsText.Canceled(canceled));
                    await db.SaveChangesAsync(cancel);
                }

                return canceled;
            },
            cancel);
}
