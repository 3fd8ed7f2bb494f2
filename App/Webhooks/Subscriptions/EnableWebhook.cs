using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>Enables a webhook after a test: its errors are forgotten, and what was held leaves, oldest first. Where the test fails it stays disabled.</summary>
internal sealed class EnableWebhook(
    WriteGate gate, IDbContextFactory<AppDbContext> contexts, WebhookRules rules, WebhookLoad load, TestSender test, TestLimit limit,
    Dispatcher dispatcher, TimeProvider time)
{
    /// <summary>Enables it. A webhook that is enabled already stays as it is, untested.</summary>
    public async Task<Result<TestedWebhook>> RunAsync(Actor actor, long id, FailedTest onFailedTest, CancellationToken cancel = default)
    {
        Webhook? found;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            found = await db.Webhooks.AsNoTracking().ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == id, cancel);
            if (actor.Judge(found) is { } failure)
            {
                return failure;
            }

            if (found!.Enabled)
            {
                return new TestedWebhook(await load.ViewAsync(db, found, cancel), null);
            }
        }

        // The rules may have become stricter since the url was saved.
        if (rules.JudgeUrl(found.Url) is { } refused)
        {
            return Failure.Invalid("url", refused);
        }

        if (limit.Take(actor, id) is { } tooMany)
        {
            return tooMany;
        }

        var sent = AttemptView.Of(await test.SendAsync(found, cancel));
        if (sent.Ok)
        {
            limit.GiveBack(actor, id);
        }

        return !sent.Ok && onFailedTest == FailedTest.Refuses
            ? Failure.Invalid("url", AttemptTexts.TestFailed(sent, found.Format))
            : await SaveAsync(actor, found, sent, cancel);
    }

    private Task<Result<TestedWebhook>> SaveAsync(Actor actor, Webhook tested, AttemptView sent, CancellationToken cancel) =>
        gate.RunAsync<Result<TestedWebhook>>(
            async db =>
            {
                var webhook = await db.Webhooks.SingleOrDefaultAsync(w => w.Id == tested.Id, cancel);
                if (webhook is null || webhook.Url != tested.Url || webhook.Format != tested.Format)
                {
                    return Failure.Conflict(SubscriptionTexts.ChangedMeanwhile);
                }

                if (sent.Ok)
                {
                    db.Audit(actor, webhook, Acts.WebhookEnabled);
                    await WebhookStates.EnableAsync(db, webhook, time.GetUtcNow(), cancel);
                    db.AfterCommit(() => dispatcher.Wake(webhook.Id));
                }
                else if (webhook.DisabledReason is not (DisabledReason.Errors or DisabledReason.Gone))
                {
                    // One that is disabled by itself holds what happens, and must not lose that to whoever tries too early.
                    await WebhookStates.DisableAsync(
                        db, webhook, DisabledReason.TestFailed, AttemptTexts.TestFailed(sent, tested.Format), time.GetUtcNow(), cancel);
                }

                await db.SaveChangesAsync(cancel);
                return new TestedWebhook(await load.ViewAsync(db, webhook, cancel), sent);
            },
            cancel);
}
