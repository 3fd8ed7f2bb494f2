using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>Gives a webhook a new signing secret. For a day every request is signed with both, so that the receiver can change over at leisure.</summary>
internal sealed class RotateSecret(WriteGate gate, WebhookRules rules, WebhookLoad load, TimeProvider time)
{
    /// <summary>How long the secret before stays live.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    /// <summary>Makes a new secret. The view that it returns carries it, this once.</summary>
    public Task<Result<WebhookView>> RunAsync(Actor actor, long id, CancellationToken cancel = default) =>
        gate.RunAsync<Result<WebhookView>>(
            async db =>
            {
                var webhook = await db.Webhooks.ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == id, cancel);
                if (actor.Judge(webhook) is { } failure)
                {
                    return failure;
                }

                var now = time.GetUtcNow();
                rules.KeepSecret(webhook!, now);
                webhook!.PreviousSecretUntil = now + Overlap;
                webhook.UpdatedAt = now;
                var secret = rules.SetSecret(webhook);
                WebhookStates.Signal(db, webhook);
                await db.SaveChangesAsync(cancel);
                return await load.ViewAsync(db, webhook, cancel) with { Secret = secret };
            },
            cancel);
}
