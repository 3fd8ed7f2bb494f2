using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>What a test came to.</summary>
public sealed record WebhookTest(bool Ok, AttemptView Attempt);

/// <summary>Posts a signed test to a webhook, enabled or not. It is no delivery and counts for nothing.</summary>
internal sealed class TestWebhook(IDbContextFactory<AppDbContext> contexts, WebhookRules rules, TestSender test, TestLimit limit)
{
    public async Task<Result<WebhookTest>> RunAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var webhook = await db.Webhooks.AsNoTracking().ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == id, cancel);
        if (actor.Judge(webhook) is { } failure)
        {
            return failure;
        }

        if (rules.JudgeUrl(webhook!.Url) is { } refused)
        {
            return Failure.Invalid("url", refused);
        }

        if (limit.Take(actor, id) is { } tooMany)
        {
            return tooMany;
        }

        var sent = AttemptView.Of(await test.SendAsync(webhook, cancel));
        return new WebhookTest(sent.Ok, sent);
    }
}
