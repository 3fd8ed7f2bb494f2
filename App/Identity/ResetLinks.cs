using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace TaskHub.Identity;

/// <summary>
/// The links by which a person chooses a password. The code seals who, until when, the account's stamp, which the new password changes, and the
/// organizations that whoever made it could answer for: so a link works once, nothing of it is stored, and it opens no account that has
/// joined another organization since.
/// </summary>
public sealed class ResetLinks(IDataProtectionProvider keys, PublicUrl url, TimeProvider time)
{
    /// <summary>How long a link works that an administrator issued for someone who forgot their password.</summary>
    public static readonly TimeSpan Issued = TimeSpan.FromHours(24);

    /// <summary>How long the first link of a person works whom a program added.</summary>
    public static readonly TimeSpan Invited = TimeSpan.FromDays(7);

    private const string Everywhere = "*";
    private readonly IDataProtector seal = keys.CreateProtector("TaskHub", "PasswordReset", "v1");

    /// <param name="user">Whose password.</param>
    /// <param name="lifetime">How long it works.</param>
    /// <param name="organizations">What the maker of the link may answer for; null for all, which is the operator's.</param>
    public string For(User user, TimeSpan lifetime, IEnumerable<long>? organizations)
    {
        var until = (time.GetUtcNow() + lifetime).ToUnixTimeSeconds();
        var reach = organizations is null ? Everywhere : string.Join(',', organizations);
        var code = seal.Protect(string.Create(CultureInfo.InvariantCulture, $"{user.Id}|{until}|{user.SecurityStamp}|{reach}"));
        return url.For(string.Create(CultureInfo.InvariantCulture, $"/account/reset?user={user.Id}&code={code}"));
    }

    /// <summary>Whether the code is this person's, in time, unused, and made by somebody who could answer for all organizations that they are in now.</summary>
    public bool Opens(User user, string? code, IReadOnlyCollection<long> organizations)
    {
        try
        {
            return seal.Unprotect(code ?? string.Empty).Split('|') is [var id, var until, var stamp, var reach]
                && long.Parse(id, CultureInfo.InvariantCulture) == user.Id
                && DateTimeOffset.FromUnixTimeSeconds(long.Parse(until, CultureInfo.InvariantCulture)) > time.GetUtcNow()
                && stamp == user.SecurityStamp
                && (reach == Everywhere || organizations.All(o => reach.Split(',').Contains(o.ToString(CultureInfo.InvariantCulture))));
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
