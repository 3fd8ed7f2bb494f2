using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskHub.Data;
using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks;

/// <summary>
/// Looks whether the hub still has the keys that the secrets in its database were encrypted with: those of webhooks, the API keys of organizations,
/// and the authenticator keys and recovery codes of people. Without them it could sign nothing and let in nobody who has a second factor, and a
/// new key made in silence would hide that until somebody complains.
/// </summary>
public sealed class LostKeys(
    IDbContextFactory<AppDbContext> contexts, IKeyManager keys, DataFolder folder, IOptions<WebhookOptions> options)
{
    /// <summary>
    /// Null when every secret has its key, or the operator knows that some have not; else why the hub may not serve, in one line that names what is
    /// to be mended where.
    /// </summary>
    public async Task<string?> WhyNotAsync(CancellationToken cancel = default)
    {
        if (options.Value.StartWithLostKeys)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);

        // Reading the ring makes no key, unlike using it.
        var ring = keys.GetAllKeys().Where(key => !key.IsRevoked).Select(key => key.KeyId).ToHashSet();
        var lost = await LostAsync(db, ring, cancel);
        return lost.Count == 0 ? null : WebhooksText.KeysLost(lost, folder.Keys, $"{WebhookOptions.Section}:{nameof(WebhookOptions.StartWithLostKeys)}");
    }

    private static async Task<List<string>> LostAsync(AppDbContext db, HashSet<Guid> ring, CancellationToken cancel)
    {
        var hooks = await db.Webhooks.OrderBy(w => w.OrganizationId)
            .Select(w => new { w.OrganizationId, Sealed = new[] { w.Secret, w.PreviousSecret, w.HttpPassword, w.Headers } }).ToListAsync(cancel);
        var doors = await db.ApiKeys.OrderBy(k => k.OrganizationId).Select(k => new { k.OrganizationId, k.Secret }).ToListAsync(cancel);
        var people = await db.Users.Where(u => u.AuthenticatorKey != null || u.RecoveryCodes != null).OrderBy(u => u.Email)
            .Select(u => new { u.Email, u.AuthenticatorKey, u.RecoveryCodes }).ToListAsync(cancel);
        var names = await db.Organizations.ToDictionaryAsync(o => o.Id, o => o.Name, cancel);
        bool IsLost(string? cipher) => cipher is not null && WebhookSecrets.KeyOf(cipher) is { } id && !ring.Contains(id);
        return
        [
            .. hooks.Where(h => h.Sealed.Any(IsLost)).GroupBy(h => h.OrganizationId).Select(g => WebhooksText.LostHooks(g.Count(), names[g.Key])),
            .. doors.Where(k => IsLost(k.Secret)).Select(k => WebhooksText.LostApiKey(names[k.OrganizationId])),
            .. people.Where(p => IsLost(p.AuthenticatorKey) || IsLost(p.RecoveryCodes)).Select(p => WebhooksText.LostSecondFactor(p.Email ?? "")),
        ];
    }
}
