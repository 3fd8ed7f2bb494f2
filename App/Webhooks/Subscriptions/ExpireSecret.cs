using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>Ends the older secrets of a webhook at once: from now on the newest alone signs. Where none is live it changes nothing.</summary>
internal sealed class ExpireSecret(WriteGate gate, WebhookLoad load, OpenedSecrets opened, Dispatcher dispatcher, TimeProvider time)
{
    public Task<Result<WebhookView>> RunAsync(Actor actor, long id, CancellationToken cancel = default) =>
        gate.RunAsync<Result<WebhookView>>(
            async db =>
            {
                var webhook = await db.Webhooks.ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == id, cancel);
                if (actor.Judge(webhook) is { } failure)
                {
                    return failure;
                }

                if (webhook!.PreviousSecret is not null)
                {
                    var before = (webhook.Secret, webhook.PreviousSecret);
                    (webhook.PreviousSecret, webhook.PreviousSecretUntil, webhook.UpdatedAt) = (null, null, time.GetUtcNow());
                    db.Audit(actor, webhook, Acts.SecretsEnded);
                    WebhookStates.Signal(db, webhook);
                    await db.SaveChangesAsync(cancel);
                    dispatcher.Recall(id);
                    db.AfterCommit(() => opened.Follow(before, webhook));
                }

                return await load.ViewAsync(db, webhook, cancel);
            },
            cancel);
}
