using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Receiving;

public static class WebhookVerifier
{
    /// <summary>Throws unless the request was signed with one of the secrets, and lately.</summary>
    public static void Verify(Func<string, string?> header, byte[] body, IEnumerable<string> secrets, DateTimeOffset now)
    {
        var (id, timestamp, signatures) = (header("webhook-id"), header("webhook-timestamp"), header("webhook-signature"));
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(signatures)
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            throw new CryptographicException("not signed");
        }

        if (Math.Abs(now.ToUnixTimeSeconds() - seconds) > 300)
        {
            throw new CryptographicException("too old");
        }

        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        foreach (var secret in secrets)
        {
            var wanted = Encoding.UTF8.GetBytes("v1," + Convert.ToBase64String(HMACSHA256.HashData(Key(secret), signed)));
            foreach (var signature in signatures.Split(' '))
            {
                if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), wanted))
                {
                    return;
                }
            }
        }

        throw new CryptographicException("does not match");
    }

    // A secret that is not set must not be a key that everybody knows.
    private static byte[] Key(string? secret)
    {
        var key = new byte[64];
        return secret?.StartsWith("whsec_", StringComparison.Ordinal) == true
            && Convert.TryFromBase64String(secret["whsec_".Length..], key, out var length) && length >= 24
            ? key[..length]
            : throw new CryptographicException("bad secret");
    }
}
