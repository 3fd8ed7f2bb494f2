using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>Deletes a webhook for good: what waits for it is canceled.</summary>
internal sealed class DeleteWebhook(WriteGate gate, Dispatcher dispatcher, TimeProvider time)
{
    public Task<Result<Done>> RunAsync(Actor actor, long id, CancellationToken cancel = default) =>
        gate.RunAsync<Result<Done>>(
            async db =>
            {
                var webhook = await db.Webhooks.ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == id, cancel);
                if (actor.Judge(webhook) is { } failure)
                {
                    return failure;
                }

                db.Audit(actor, webhook!, Acts.WebhookDeleted);
                await WebhookStates.DeleteAsync(db, webhook!, time.GetUtcNow(), cancel);
                await db.SaveChangesAsync(cancel);
                dispatcher.Recall(id);
                return new Done();
            },
            cancel);
}
