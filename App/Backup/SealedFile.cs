using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TaskHub.Backup;

/// <summary>
/// How an encrypted backup is written: a head with what the key is made from, then chunks, each sealed by AES-256-GCM under its number, the
/// last one marked. So nobody can change, swap, drop or add a chunk, or cut the end off, without its being noticed.
/// </summary>
internal static class SealedFile
{
    public const int ChunkSize = 64 * 1024;
    public const int HeadSize = 8 + sizeof(uint) + SaltSize;
    public const int MarkSize = sizeof(uint);
    public const int TagSize = 16;

    /// <summary>Set in a chunk's mark when it is the last.</summary>
    public const uint Last = 0x8000_0000;

    private const int SaltSize = 16;
    private const int KeySize = 32;
    private const uint Iterations = 600_000;
    private const uint LeastIterations = 600_000;
    private const uint MostIterations = 20_000_000;

    private static ReadOnlySpan<byte> Magic => "TASKHUB1"u8;

    public static bool IsHead(ReadOnlySpan<byte> head) => head.StartsWith(Magic);

    public static byte[] NewHead()
    {
        var head = new byte[HeadSize];
        Magic.CopyTo(head);
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(Magic.Length), Iterations);
        RandomNumberGenerator.Fill(head.AsSpan(HeadSize - SaltSize));
        return head;
    }

    /// <summary>The key of a file; some tenths of a second of work, so that a passphrase cannot be guessed quickly.</summary>
    /// <exception cref="InvalidDataException">The head asks for an amount of work that no backup of ours does.</exception>
    public static AesGcm Open(ReadOnlySpan<byte> head, string passphrase)
    {
        var iterations = BinaryPrimitives.ReadUInt32BigEndian(head[Magic.Length..]);
        if (iterations is < LeastIterations or > MostIterations)
        {
            throw new InvalidDataException("The head of the sealed file is damaged.");
        }

        var key = Rfc2898DeriveBytes.Pbkdf2(passphrase, head[^SaltSize..], (int)iterations, HashAlgorithmName.SHA256, KeySize);
        return new AesGcm(key, TagSize);
    }

    /// <summary>A number is used once under a key, since the key is made from the salt of this one file.</summary>
    public static void Nonce(Span<byte> nonce, long chunk)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[4..], chunk);
    }

    /// <summary>What is not secret but must not change either: the file's head, and the chunk's length and whether it is the last.</summary>
    public static byte[] Bound(ReadOnlySpan<byte> head, uint mark)
    {
        var bound = new byte[HeadSize + MarkSize];
        head.CopyTo(bound);
        BinaryPrimitives.WriteUInt32BigEndian(bound.AsSpan(HeadSize), mark);
        return bound;
    }
}
