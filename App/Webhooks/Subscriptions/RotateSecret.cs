using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>
/// Gives a webhook a new signing secret. For a while every request is signed with both, so that the receiver can change over at leisure.
/// </summary>
internal sealed class RotateSecret(WriteGate gate, WebhookRules rules, WebhookLoad load, OpenedSecrets opened, Dispatcher dispatcher, TimeProvider time)
{
    /// <summary>How long the secret before stays live unless somebody says otherwise.</summary>
    public const int OverlapHours = 24;

    /// <summary>The longest that one may say: a week.</summary>
    public const int MostOverlapHours = 168;

    /// <summary>Makes a new secret. The view that it returns carries it, this once.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The webhook.</param>
    /// <param name="overlapHours">For how many hours the present secret signs too; 0 ends it at once. Older ones keep the ends they were given.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Result<WebhookView>> RunAsync(Actor actor, long id, int overlapHours = OverlapHours, CancellationToken cancel = default) =>
        gate.RunAsync<Result<WebhookView>>(
            async db =>
            {
                var webhook = await db.Webhooks.ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == id, cancel);
                if ((actor.Judge(webhook) ?? Judge(overlapHours)) is { } failure)
                {
                    return failure;
                }

                if (actor.Wall(time) is { } wall)
                {
                    return wall;
                }

                var now = time.GetUtcNow();
                var before = (webhook!.Secret, webhook.PreviousSecret);
                rules.KeepSecret(webhook, now, now.AddHours(overlapHours));
                var secret = rules.SetSecret(webhook);
                webhook.UpdatedAt = now;
                db.Audit(actor, webhook, Acts.SecretRotated);
                WebhookStates.Signal(db, webhook);
                await db.SaveChangesAsync(cancel);
                dispatcher.Recall(id);
                db.AfterCommit(() => opened.Follow(before, webhook));
                return await load.ViewAsync(db, webhook, cancel) with { Secret = secret };
            },
            cancel);

    private static Failure? Judge(int overlapHours) =>
        overlapHours is >= 0 and <= MostOverlapHours ? null : Failure.Invalid("overlap_hours", SubscriptionTexts.OverlapOutOfRange);
}
