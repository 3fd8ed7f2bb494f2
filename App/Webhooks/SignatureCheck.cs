using System.Globalization;
using System.Security.Cryptography;
using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks;

/// <summary>What a receiver finds when it checks the signature of a request.</summary>
public enum SignatureVerdict
{
    Verified,

    /// <summary>A header that Standard Webhooks asks for is missing, or makes no sense.</summary>
    Missing,

    /// <summary>The request was signed more than five minutes ago, or ahead: it may be an old one, sent again.</summary>
    Stale,

    /// <summary>No signature was made with this secret over these bytes.</summary>
    Wrong,
}

/// <summary>Checks a request as its receiver should (docs/receiving-webhooks.md).</summary>
public static class SignatureCheck
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Whether this is a secret of a webhook: <c>whsec_</c> and base64 of 24 to 64 bytes.</summary>
    public static bool IsSecret(string? secret) => SigningSecret.TryReadKey(secret, out _);

    /// <summary>Judges a request.</summary>
    /// <param name="header">Gives the value of a header, or null.</param>
    /// <param name="body">The raw bytes of the body.</param>
    /// <param name="secret">The webhook's secret.</param>
    /// <param name="now">The receiver's clock.</param>
    public static SignatureVerdict Judge(Func<string, string?> header, ReadOnlySpan<byte> body, string secret, DateTimeOffset now)
    {
        if (!SigningSecret.TryReadKey(secret, out var key)
            || header("webhook-id") is not { Length: > 0 } id
            || !long.TryParse(header("webhook-timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            || header("webhook-signature") is not { Length: > 0 } signatures)
        {
            return SignatureVerdict.Missing;
        }

        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        if ((now - at).Duration() > Tolerance)
        {
            return SignatureVerdict.Stale;
        }

        // Several signatures are several secrets: for a day after a rotation the one before still signs.
        var wanted = System.Text.Encoding.ASCII.GetBytes(WebhookSigner.Sign(id, at, body, [key]));
        var found = false;
        foreach (var signature in signatures.Split(' '))
        {
            found |= CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(signature), wanted);
        }

        return found ? SignatureVerdict.Verified : SignatureVerdict.Wrong;
    }
}
