using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TaskHub.Identity;

/// <summary>Time-based one-time passwords as every authenticator app makes them: RFC 6238 with HMAC-SHA-1, six digits, thirty seconds.</summary>
public static class Totp
{
    private const int KeyBytes = 20;
    private const int Digits = 6;
    private const int Seconds = 30;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new key, in base 32 as apps take it.</summary>
    public static string NewKey() => Base32(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>What the QR code says to the app.</summary>
    public static string Uri(string key, string email) =>
        $"otpauth://totp/TaskHub:{System.Uri.EscapeDataString(email)}?secret={key}&issuer=TaskHub&digits=6&period=30";

    /// <summary>The number of the half minute.</summary>
    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / Seconds;

    /// <summary>
    /// The half minute whose code was given, or null: now, the one before or the one after, since clocks differ, but none up to
    /// <paramref name="used"/>, the last whose code was accepted.
    /// </summary>
    public static long? Match(string key, string code, DateTimeOffset now, long used)
    {
        var step = StepAt(now);
        for (var each = step - 1; each <= step + 1; each++)
        {
            if (each > used && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(key, each)), Encoding.ASCII.GetBytes(code)))
            {
                return each;
            }
        }

        return null;
    }

    public static string Code(string key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The standard that authenticator apps follow says SHA-1; as a keyed hash it is not broken.
        var hash = HMACSHA1.HashData(Bytes(key), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0');
    }

    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (bits, count) = (0, 0);
        foreach (var b in bytes)
        {
            (bits, count) = ((bits << 8) | b, count + 8);
            while (count >= 5)
            {
                text.Append(Alphabet[(bits >> (count -= 5)) & 31]);
            }

            bits &= (1 << count) - 1;
        }

        return text.ToString();
    }

    private static byte[] Bytes(string base32)
    {
        var bytes = new List<byte>();
        var (bits, count) = (0, 0);
        foreach (var c in base32)
        {
            (bits, count) = ((bits << 5) | Alphabet.IndexOf(c, StringComparison.Ordinal), count + 5);
            if (count >= 8)
            {
                bytes.Add((byte)(bits >> (count -= 8)));
                bits &= (1 << count) - 1;
            }
        }

        return [.. bytes];
    }
}
