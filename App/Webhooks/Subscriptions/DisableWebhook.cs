using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>Disables a webhook by a person's hand: what waits is held, nothing more leaves, and what happens from now on is not for it.</summary>
internal sealed class DisableWebhook(WriteGate gate, WebhookLoad load, Dispatcher dispatcher, TimeProvider time)
{
    /// <summary>Disables it; one that is disabled by itself is from now on disabled by a person.</summary>
    public Task<Result<WebhookView>> RunAsync(Actor actor, long id, CancellationToken cancel = default) =>
        gate.RunAsync<Result<WebhookView>>(
            async db =>
            {
                var webhook = await db.Webhooks.ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == id, cancel);
                if (actor.Judge(webhook) is { } failure)
                {
                    return failure;
                }

                if (webhook!.DisabledReason != DisabledReason.ByPerson)
                {
                    db.Audit(actor, webhook, Acts.WebhookDisabled);
                    await WebhookStates.DisableAsync(db, webhook, DisabledReason.ByPerson, null, time.GetUtcNow(), cancel);
                    await db.SaveChangesAsync(cancel);
                    dispatcher.Recall(id);
                }

                return await load.ViewAsync(db, webhook, cancel);
            },
            cancel);
}
