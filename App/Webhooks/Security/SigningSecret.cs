using System.Security.Cryptography;

namespace TaskHub.Webhooks.Security;

/// <summary>
/// The secret of a webhook as people see it: <c>whsec_</c> and base64 of 24 to 64 bytes (Standard Webhooks). The bytes are the key.
/// </summary>
public static class SigningSecret
{
    private const string Prefix = "whsec_";
    private const int Least = 24;
    private const int Most = 64;
    private const int Generated = 32;

    /// <summary>A new one, of 32 random bytes.</summary>
    public static string Generate() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Generated));

    /// <summary>Reads the key out of one; <c>false</c> when it is not one.</summary>
    public static bool TryReadKey(string? text, out byte[] key)
    {
        key = [];
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        // .NET overlooks blanks in base64, which the receiver's library may not.
        var encoded = text.AsSpan(Prefix.Length);
        Span<byte> bytes = stackalloc byte[Most];
        if (encoded.ContainsAnyExceptInRange('!', '~') || !Convert.TryFromBase64Chars(encoded, bytes, out var length) || length < Least)
        {
            return false;
        }

        key = bytes[..length].ToArray();
        return true;
    }
}
