using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace TaskHub.Identity;

/// <summary>
/// How an access token is written: <c>thub_pat_</c>, 32 random letters and digits (190 bits), and 6 that hold the CRC-32 of all before them, by
/// which a scanner of published secrets tells a real one from noise. Its expression: <c>thub_pat_[0-9A-Za-z]{38}</c>.
/// </summary>
public static class TokenFormat
{
    public const string Prefix = "thub_pat_";
    public const int Length = RandomLength + SumLength;
    private const int RandomLength = 32;
    private const int SumLength = 6;
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);

    public static string Create()
    {
        var text = Prefix + RandomNumberGenerator.GetString(Alphabet, RandomLength);
        return text + CheckSum(text);
    }

    /// <summary>
    /// Whether it has the form of a token. The check sum is no part of that: one that an operator made up for the set-up need not have it.
    /// </summary>
    public static bool IsMatch(string text) =>
        text.Length == Prefix.Length + Length && text.StartsWith(Prefix, StringComparison.Ordinal)
        && text.AsSpan(Prefix.Length).IndexOfAnyExcept(Letters) < 0;

    /// <summary>What is kept of a token. Its 190 random bits need no slow hash.</summary>
    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    public static string Ending(string text) => text[^4..];

    /// <summary>The CRC-32 (the polynomial of zip and PNG) in base 62, padded with zeros.</summary>
    public static string CheckSum(string text)
    {
        var sum = uint.MaxValue;
        foreach (var b in Encoding.ASCII.GetBytes(text))
        {
            sum ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum >> 1) ^ ((sum & 1) * 0xEDB88320);
            }
        }

        sum = ~sum;
        Span<char> digits = stackalloc char[SumLength];
        for (var i = SumLength - 1; i >= 0; i--)
        {
            digits[i] = Alphabet[(int)(sum % 62)];
            sum /= 62;
        }

        return new string(digits);
    }
}
