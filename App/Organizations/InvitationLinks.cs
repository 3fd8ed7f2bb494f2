using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>
/// The links of invitations. Their code is the invitation's number, sealed with the hub's keys: nobody can make one up, a copied database
/// holds none, and an administrator may copy a link again later.
/// </summary>
public sealed class InvitationLinks(IDataProtectionProvider keys, PublicUrl url)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private readonly IDataProtector seal = keys.CreateProtector("TaskHub", "Invitation", "v1");

    public string For(long invitationId) => url.For("/invitations/" + seal.Protect(invitationId.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The invitation's number, or null when the code is none of ours.</summary>
    public long? Read(string? code)
    {
        try
        {
            return string.IsNullOrEmpty(code) ? null : long.Parse(seal.Unprotect(code), CultureInfo.InvariantCulture);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
