using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TaskHub.Worksection;

/// <summary>
/// <c>Authorization: Admin {time}_{hmac}</c>, the signature of Worksection's newer clients: HMAC-SHA256, in hexadecimal digits, over the action,
/// a colon and the time in Unix seconds. It does not cover the parameters, so that its time is believed for a few minutes only.
/// </summary>
internal sealed record AdminHeader(string Time, byte[] Mac)
{
    private const string Scheme = "Admin ";
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Reads the header; null when it is another one, or none.</summary>
    public static AdminHeader? Parse(string authorization)
    {
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var parts = authorization[Scheme.Length..].Trim().Split('_');
        var isWhole = parts is [{ Length: > 0 and < 12 }, { Length: 64 }] && parts[0].All(char.IsAsciiDigit) && parts[1].All(char.IsAsciiHexDigit);
        return isWhole ? new AdminHeader(parts[0], Convert.FromHexString(parts[1])) : new AdminHeader("0", []);
    }

    /// <summary>Whether it was signed at most five minutes ago, or ahead by as much: clocks differ.</summary>
    public bool IsFresh(DateTimeOffset now) =>
        (now - DateTimeOffset.FromUnixTimeSeconds(long.Parse(Time, CultureInfo.InvariantCulture))).Duration() <= Tolerance;

    public bool IsSignedWith(byte[] key, string action) =>
        CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{action}:{Time}")), Mac);
}
