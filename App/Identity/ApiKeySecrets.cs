using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace TaskHub.Identity;

/// <summary>
/// Makes API keys and encrypts them. The organization is part of the encryption's purpose: a protected key that is copied into the row of
/// another organization cannot be opened there.
/// </summary>
internal sealed class ApiKeySecrets(IDataProtectionProvider protection)
{
    /// <summary>A new key: 32 hexadecimal digits, as Worksection's are, of 128 random bits.</summary>
    public static string Create() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public string Protect(long organizationId, string key) => Protector(organizationId).Protect(key);

    /// <summary>Opens one; <c>null</c> when the keys of the hub are not those that it was encrypted with.</summary>
    public string? Open(long organizationId, string protectedKey)
    {
        try
        {
            return Protector(organizationId).Unprotect(protectedKey);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Encrypts a key with the newest key of the ring; false when it is already, or cannot be opened.</summary>
    public bool Renew(ApiKey key)
    {
        var renewed = Protector(key.OrganizationId).Renew(key.Secret);
        key.Secret = renewed ?? key.Secret;
        return renewed is not null;
    }

    private IDataProtector Protector(long organizationId) =>
        protection.CreateProtector("TaskHub.Identity.ApiKey", $"organization {organizationId}");
}
