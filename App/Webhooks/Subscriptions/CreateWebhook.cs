using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Formats;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>
/// Creates a webhook. Unless it is to be saved disabled, a signed test is posted to it first, outside the write gate, because the network
/// may take its time.
/// </summary>
internal sealed class CreateWebhook(
    WriteGate gate, IDbContextFactory<AppDbContext> contexts, WebhookRules rules, WebhookLoad load, TestSender test, TimeProvider time)
{
    /// <summary>Creates it in an organization. The view that it returns carries the secret, this once.</summary>
    public async Task<Result<TestedWebhook>> RunAsync(
        Actor actor, long organizationId, WebhookInput input, FailedTest onFailedTest, CancellationToken cancel = default)
    {
        if (!actor.Manages(organizationId))
        {
            return Failure.Forbidden();
        }

        // The id comes before the test, because its body names it and the secrets are encrypted for it.
        var id = await gate.RunAsync(db => db.NextIdAsync<Webhook>(cancel: cancel), cancel);
        var now = time.GetUtcNow();
        var webhook = new Webhook
        {
            Id = id,
            OrganizationId = organizationId,
            Url = "",
            Secret = "",
            CreatedById = actor.UserId,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            if (await rules.CheckAsync(db, input, webhook, cancel) is { } invalid)
            {
                return invalid;
            }
        }

        rules.Apply(webhook, input);
        webhook.Events = input.Events is null ? [.. WebhookFormats.DefaultEvents(webhook.Format)] : webhook.Events;
        var secret = rules.SetSecret(webhook, input.Secret);
        var sent = input.Enabled == false ? null : AttemptView.Of(await test.SendAsync(webhook, cancel));
        if (sent is { Ok: false } && onFailedTest == FailedTest.Refuses)
        {
            return Failure.Invalid("url", AttemptTexts.TestFailed(sent, webhook.Format));
        }

        Settle(webhook, sent);
        return await gate.RunAsync<Result<TestedWebhook>>(
            async db =>
            {
                db.Webhooks.Add(webhook);
                db.Audit(actor, webhook, Acts.WebhookCreated, SubscriptionTexts.Made(webhook));
                WebhookStates.Signal(db, webhook);
                await db.SaveChangesAsync(cancel);
                return new TestedWebhook(await load.ViewAsync(db, webhook, cancel) with { Secret = secret }, sent);
            },
            cancel);
    }

    private void Settle(Webhook webhook, AttemptView? sent)
    {
        webhook.Enabled = sent is { Ok: true };
        if (!webhook.Enabled)
        {
            webhook.DisabledReason = sent is null ? DisabledReason.ByPerson : DisabledReason.TestFailed;
            webhook.DisabledNote = sent is null ? null : AttemptTexts.TestFailed(sent, webhook.Format);
            webhook.DisabledAt = time.GetUtcNow();
        }
    }
}
