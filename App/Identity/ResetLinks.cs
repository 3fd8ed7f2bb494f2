using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace TaskHub.Identity;

/// <summary>
/// The links by which a person chooses a password. The code seals who, until when, the account's stamp, which the new password changes, and who
/// made it: so a link works once, nothing of it is stored, and whoever opens it asks whether its maker may still answer for the account.
/// </summary>
public sealed class ResetLinks(IDataProtectionProvider keys, PublicUrl url, TimeProvider time)
{
    /// <summary>How long a link works that an administrator issued for someone who forgot their password.</summary>
    public static readonly TimeSpan Issued = TimeSpan.FromHours(24);

    /// <summary>How long the first link of a person works whom a program added.</summary>
    public static readonly TimeSpan Invited = TimeSpan.FromDays(7);

    private readonly IDataProtector seal = keys.CreateProtector("TaskHub", "PasswordReset", "v2");

    /// <param name="user">Whose password.</param>
    /// <param name="lifetime">How long it works.</param>
    /// <param name="maker">Who makes the link.</param>
    public string For(User user, TimeSpan lifetime, long maker)
    {
        var until = (time.GetUtcNow() + lifetime).ToUnixTimeSeconds();
        var code = seal.Protect(string.Create(CultureInfo.InvariantCulture, $"{user.Id}|{until}|{user.SecurityStamp}|{maker}"));
        return url.For(string.Create(CultureInfo.InvariantCulture, $"/account/reset?user={user.Id}&code={code}"));
    }

    /// <summary>Who made the link, if the code is this person's, in time and unused; else null.</summary>
    public long? MakerOf(User user, string? code)
    {
        try
        {
            return seal.Unprotect(code ?? string.Empty).Split('|') is [var id, var until, var stamp, var maker]
                && long.Parse(id, CultureInfo.InvariantCulture) == user.Id
                && DateTimeOffset.FromUnixTimeSeconds(long.Parse(until, CultureInfo.InvariantCulture)) > time.GetUtcNow()
                && stamp == user.SecurityStamp
                ? long.Parse(maker, CultureInfo.InvariantCulture)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
