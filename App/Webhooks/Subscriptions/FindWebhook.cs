using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Security;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>One webhook with all that its page shows. Of secrets only that they exist.</summary>
/// <param name="Line">How it is doing.</param>
/// <param name="DisableAfter">After how many errors in a row it is disabled.</param>
/// <param name="HttpUser">The user of basic authentication.</param>
/// <param name="HasPassword">Whether there is a password.</param>
/// <param name="HeaderNames">The names of the custom headers.</param>
/// <param name="SecretEnds">Until when each older secret that is still live signs too, the newest first.</param>
/// <param name="Projects">The projects that it is narrowed to, by name; none means all.</param>
/// <param name="Certificate">The receiver's certificate, as the newest connection showed it; null without one.</param>
public sealed record WebhookDetail(
    WebhookLine Line, int DisableAfter, string? HttpUser, bool HasPassword, IReadOnlyList<string> HeaderNames,
    IReadOnlyList<DateTimeOffset> SecretEnds, IReadOnlyList<ProjectName> Projects, SeenCertificate? Certificate = null)
{
    public WebhookView Webhook => Line.Webhook;
}

/// <summary>Finds one webhook.</summary>
internal sealed class FindWebhook(IDbContextFactory<AppDbContext> contexts, WebhookRules rules, WebhookLoad load, SeenCertificates certificates, TimeProvider time)
{
    public async Task<Result<WebhookDetail>> RunAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var webhook = await db.Webhooks.AsNoTracking().ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == id, cancel);
        if (actor.Judge(webhook) is { } failure)
        {
            return failure;
        }

        var now = time.GetUtcNow();
        var queues = await WebhookQueue.ReadAsync(db, db.Webhooks.Where(w => w.Id == id).Select(w => w.Id), now, cancel);
        var ids = webhook!.ProjectIds;
        return new WebhookDetail(
            FindWebhooks.Line(webhook, queues.GetValueOrDefault(id, WebhookQueue.Empty), load),
            load.DisableAfter,
            webhook.HttpUser,
            webhook.HttpPassword is not null,
            [.. rules.HeadersOf(webhook).Keys],
            [.. rules.LiveSecrets(webhook, now).Select(k => k.Until)],
            ids.Count == 0 ? [] : await db.ProjectNames.Where(p => ids.Contains(p.Id)).OrderBy(p => p.Name).ToListAsync(cancel),
            certificates.Of(webhook.Url) ?? SeenCertificate.Of(webhook));
    }
}
