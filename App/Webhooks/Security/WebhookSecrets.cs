using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace TaskHub.Webhooks.Security;

/// <summary>What of a webhook is a secret and encrypted at rest.</summary>
public enum SecretKind
{
    /// <summary>The key that signs.</summary>
    Signing,

    /// <summary>The password of basic authentication.</summary>
    Password,

    /// <summary>The custom headers, names included.</summary>
    Headers,
}

/// <summary>
/// Encrypts the secrets of a webhook. The organization, the webhook and the kind are part of the key's purpose, so that a protected
/// value that is copied into another row cannot be opened there.
/// </summary>
public sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    /// <summary>Encrypts a secret for one webhook, whose id must be known before.</summary>
    public string Protect(long organizationId, long webhookId, SecretKind kind, string secret) =>
        Protector(organizationId, webhookId, kind).Protect(secret);

    /// <summary>
    /// Opens it again; <c>null</c> when the keys of the hub are not those that it was encrypted with. It takes some microseconds:
    /// whoever sends much keeps the result in memory.
    /// </summary>
    public string? Open(long organizationId, long webhookId, SecretKind kind, string protectedSecret)
    {
        try
        {
            return Protector(organizationId, webhookId, kind).Unprotect(protectedSecret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Protector(long organizationId, long webhookId, SecretKind kind) =>
        protection.CreateProtector("TaskHub.Webhooks", $"organization {organizationId}", $"webhook {webhookId}", kind.ToString());
}
