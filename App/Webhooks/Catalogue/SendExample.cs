using System.Text;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Doctor;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>
/// Posts the example of a kind of event to a webhook, enabled or not, as a test: signed, marked by <c>webhook-test</c> and by an id that begins
/// with <c>test_</c>, no delivery, and of no consequence.
/// </summary>
internal sealed class SendExample(
    IDbContextFactory<AppDbContext> contexts, WebhookRules rules, FindExample find, Probe probe, TestLimit limit)
{
    /// <inheritdoc cref="FindExample.RunAsync"/>
    public async Task<Result<WebhookTest>> RunAsync(
        Actor actor, long webhookId, string type, string? eventId = null, CancellationToken cancel = default)
    {
        var example = await find.RunAsync(actor, webhookId, type, eventId, cancel);
        if (!example.Ok)
        {
            return example.Failure;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var webhook = await db.Webhooks.AsNoTracking().ReachedBy(actor).SingleAsync(w => w.Id == webhookId, cancel);
        if (rules.JudgeUrl(webhook.Url) is { } refused)
        {
            return Failure.Invalid("url", refused);
        }

        if (limit.Take(actor, webhookId) is { } tooMany)
        {
            return tooMany;
        }

        var sent = await probe.SendExampleAsync(webhook, type, example.Value.EventId, Encoding.UTF8.GetBytes(example.Value.Body), cancel);
        var attempt = AttemptView.Of(sent.ToRow(deliveryId: 0, webhook.Id, number: 1, byHand: true));
        return new WebhookTest(attempt.Ok, attempt);
    }
}
