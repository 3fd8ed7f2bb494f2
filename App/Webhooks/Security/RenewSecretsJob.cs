using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Jobs;

namespace TaskHub.Webhooks.Security;

/// <summary>
/// Encrypts with the newest key of the ring what an older one encrypted, so that nothing current depends on a key that is years old. Old keys
/// stay in the ring, and open what has not been renewed yet.
/// </summary>
internal sealed class RenewSecretsJob(WriteGate gate, IDbContextFactory<AppDbContext> contexts, WebhookSecrets secrets, RenewSeals seals)
    : IRecurringJob
{
    private const int Batch = 100;

    public async ValueTask RunAsync(JobRun run, CancellationToken cancellationToken) =>
        run.Report(WebhooksText.Renewed(await RunAsync(cancellationToken)));

    /// <summary>Renews all that need it, and tells of how many webhooks, API keys and accounts that were the secrets.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var old = (await db.Webhooks.AsNoTracking().ToListAsync(cancel)).Where(Renew).Select(w => w.Id).ToList();
        foreach (var ids in old.Chunk(Batch))
        {
            await gate.RunAsync(
                async unit =>
                {
                    (await unit.Webhooks.Where(w => ids.Contains(w.Id)).ToListAsync(cancel)).ForEach(w => Renew(w));
                    await unit.SaveChangesAsync(cancel);
                },
                cancel);
        }

        return old.Count + await seals.RunAsync(cancel);
    }

    /// <summary>Renews what of one webhook needs it; false when nothing does.</summary>
    private bool Renew(Webhook webhook)
    {
        var before = (webhook.Secret, webhook.PreviousSecret, webhook.HttpPassword, webhook.Headers);
        webhook.Secret = Of(SecretKind.Signing, webhook.Secret)!;
        webhook.PreviousSecret = Of(SecretKind.Signing, webhook.PreviousSecret);
        webhook.HttpPassword = Of(SecretKind.Password, webhook.HttpPassword);
        webhook.Headers = Of(SecretKind.Headers, webhook.Headers);
        return before != (webhook.Secret, webhook.PreviousSecret, webhook.HttpPassword, webhook.Headers);

        string? Of(SecretKind kind, string? cipher) =>
            cipher is null ? null : secrets.Renew(webhook.OrganizationId, webhook.Id, kind, cipher) ?? cipher;
    }
}
