using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>
/// Changes a webhook. A new url of one that is enabled is tested like a new webhook's, and so is one that the edit enables; where the test
/// fails the edit is refused, because the webhook that works must not be traded for one that does not.
/// </summary>
internal sealed class EditWebhook(
    WriteGate gate, IDbContextFactory<AppDbContext> contexts, WebhookRules rules, WebhookLoad load, TestSender test, TestLimit limit,
    Dispatcher dispatcher, TimeProvider time)
{
    public async Task<Result<TestedWebhook>> RunAsync(Actor actor, long id, WebhookInput input, CancellationToken cancel = default)
    {
        Webhook? draft;
        bool mustTest;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            draft = await db.Webhooks.AsNoTracking().ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == id, cancel);
            if (actor.Judge(draft) is { } failure)
            {
                return failure;
            }

            if (await rules.CheckAsync(db, input, draft!, cancel) is { } invalid)
            {
                return invalid;
            }

            var willBeEnabled = input.Enabled ?? draft!.Enabled;
            mustTest = willBeEnabled && (!draft!.Enabled || (input.Url is { } url && url != draft.Url));
        }

        var url0 = draft!.Url;
        AttemptView? sent = null;
        if (mustTest)
        {
            rules.Apply(draft, input);
            if (rules.JudgeUrl(draft.Url) is { } refused)
            {
                return Failure.Invalid("url", refused);
            }

            if (limit.Take(actor, id) is { } tooMany)
            {
                return tooMany;
            }

            sent = AttemptView.Of(await test.SendAsync(draft, cancel));
            if (!sent.Ok)
            {
                return Failure.Invalid("url", AttemptTexts.TestFailed(sent, draft.Format));
            }

            limit.GiveBack(actor, id);
        }

        return await SaveAsync(actor, id, url0, input, sent, cancel);
    }

    private Task<Result<TestedWebhook>> SaveAsync(
        Actor actor, long id, string testedAgainst, WebhookInput input, AttemptView? sent, CancellationToken cancel) =>
        gate.RunAsync<Result<TestedWebhook>>(
            async db =>
            {
                var webhook = await db.Webhooks.SingleOrDefaultAsync(w => w.Id == id, cancel);
                if (webhook is null || webhook.Url != testedAgainst)
                {
                    return Failure.Conflict(SubscriptionTexts.ChangedMeanwhile);
                }

                var now = time.GetUtcNow();
                var isMoved = input.Url is { } url && url != webhook.Url;
                if (rules.Apply(webhook, input) is { Count: > 0 } changed)
                {
                    db.Audit(actor, webhook, Acts.WebhookChanged, string.Join("; ", changed));
                    webhook.UpdatedAt = now;
                    WebhookStates.Signal(db, webhook);
                }

                if (isMoved)
                {
                    // What the old address asked for, or failed at, says nothing of the new one, which has just answered.
                    (webhook.NotBefore, webhook.CertificateUntil, webhook.CertificateSeenAt) = (null, null, null);
                }

                await TurnAsync(db, actor, webhook, input.Enabled, now, cancel);
                await db.SaveChangesAsync(cancel);
                dispatcher.Recall(id);
                if (webhook.Enabled)
                {
                    db.AfterCommit(() => dispatcher.Wake(id));
                }

                return new TestedWebhook(await load.ViewAsync(db, webhook, cancel), sent);
            },
            cancel);

    private static Task TurnAsync(AppDbContext db, Actor actor, Webhook webhook, bool? enabled, DateTimeOffset now, CancellationToken cancel)
    {
        if (enabled is not { } on || on == webhook.Enabled)
        {
            return Task.CompletedTask;
        }

        db.Audit(actor, webhook, on ? Acts.WebhookEnabled : Acts.WebhookDisabled);
        return on ? WebhookStates.EnableAsync(db, webhook, now, cancel)
            : WebhookStates.DisableAsync(db, webhook, DisabledReason.ByPerson, null, now, cancel);
    }
}
