using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskHub.Data;
using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks;

/// <summary>
/// Looks whether the hub still has the keys that the secrets in its database were encrypted with. Without them it could sign nothing, and a
/// new key made in silence would hide that until a receiver complains.
/// </summary>
public sealed class LostKeys(
    IDbContextFactory<AppDbContext> contexts, IKeyManager keys, DataFolder folder, IOptions<WebhookOptions> options)
{
    /// <summary>Null when every secret has its key, or the operator knows that some have not; else why the hub may not serve, in one line.</summary>
    public async Task<string?> WhyNotAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Webhooks.Select(w => new { w.Secret, w.PreviousSecret, w.HttpPassword, w.Headers }).ToListAsync(cancel);
        if (rows.Count == 0 || options.Value.StartWithLostKeys)
        {
            return null;
        }

        // Reading the ring makes no key, unlike using it.
        var ring = keys.GetAllKeys().Where(key => !key.IsRevoked).Select(key => key.KeyId).ToHashSet();
        var lost = rows.Count(w => IsLost(w.Secret) || IsLost(w.PreviousSecret) || IsLost(w.HttpPassword) || IsLost(w.Headers));
        return lost == 0 ? null : WebhooksText.KeysLost(lost, folder.Keys, $"{WebhookOptions.Section}:{nameof(WebhookOptions.StartWithLostKeys)}");

        bool IsLost(string? cipher) => cipher is not null && WebhookSecrets.KeyOf(cipher) is { } id && !ring.Contains(id);
    }
}
