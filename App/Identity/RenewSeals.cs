using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>
/// Encrypts with the newest key of the ring what an older one encrypted of this room: API keys, the keys of authenticator apps and recovery codes.
/// </summary>
internal sealed class RenewSeals(WriteGate gate, IDbContextFactory<AppDbContext> contexts, ApiKeySecrets keys, TwoFactor twoFactor)
{
    /// <summary>Renews all that need it, and tells of how many API keys and accounts that was.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var organizations = (await db.ApiKeys.AsNoTracking().ToListAsync(cancel)).Where(keys.Renew).Select(k => k.OrganizationId).ToList();
        var people = (await db.Users.AsNoTracking().Where(u => u.AuthenticatorKey != null).ToListAsync(cancel))
            .Where(twoFactor.Renew).Select(u => u.Id).ToList();
        if (organizations.Count + people.Count > 0)
        {
            await gate.RunAsync(
                async unit =>
                {
                    (await unit.ApiKeys.Where(k => organizations.Contains(k.OrganizationId)).ToListAsync(cancel)).ForEach(k => keys.Renew(k));
                    (await unit.Users.Where(u => people.Contains(u.Id)).ToListAsync(cancel)).ForEach(u => twoFactor.Renew(u));
                    await unit.SaveChangesAsync(cancel);
                },
                cancel);
        }

        return organizations.Count + people.Count;
    }
}

public static class Seals
{
    /// <summary>The same text, encrypted with the newest key of the ring; <c>null</c> when it is already, or cannot be opened.</summary>
    public static string? Renew(this IDataProtector protector, string sealedText)
    {
        try
        {
            var text = ((IPersistedDataProtector)protector).DangerousUnprotect(
                Base64Url.DecodeFromChars(sealedText), ignoreRevocationErrors: false, out var isOld, out _);
            return isOld ? Base64Url.EncodeToString(protector.Protect(text)) : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
