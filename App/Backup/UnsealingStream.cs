using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TaskHub.Backup;

/// <summary>Reads what <see cref="SealingStream"/> wrote. Nothing comes out of it that has not been proved to be unchanged.</summary>
internal sealed class UnsealingStream(Stream inner, string passphrase) : Stream
{
    private readonly byte[] head = new byte[SealedFile.HeadSize];
    private AesGcm? key;
    private readonly byte[] plain = new byte[SealedFile.ChunkSize];
    private readonly byte[] sealing = new byte[SealedFile.ChunkSize + SealedFile.TagSize];
    private readonly byte[] mark = new byte[SealedFile.MarkSize];
    private int from;
    private int filled;
    private long chunk;
    private bool ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="InvalidDataException">The head is not one of ours.</exception>
    /// <exception cref="EndOfStreamException">The end of the file was cut off.</exception>
    /// <exception cref="CryptographicException">The passphrase is another one, or a byte was changed.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (from == filled && !ended)
        {
            await OpenAsync(cancellationToken);
        }

        var count = Math.Min(buffer.Length, filled - from);
        plain.AsMemory(from, count).CopyTo(buffer);
        from += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            key?.Dispose();
            CryptographicOperations.ZeroMemory(plain);
        }

        base.Dispose(disposing);
    }

    private async Task OpenAsync(CancellationToken cancel)
    {
        if (key is null)
        {
            await inner.ReadExactlyAsync(head, cancel);
            key = SealedFile.Open(head, passphrase);
        }

        await inner.ReadExactlyAsync(mark, cancel);
        var marked = BinaryPrimitives.ReadUInt32BigEndian(mark);
        var length = (int)(marked & ~SealedFile.Last);
        if (length > SealedFile.ChunkSize)
        {
            throw new InvalidDataException("A chunk of the sealed file is damaged.");
        }

        await inner.ReadExactlyAsync(sealing.AsMemory(0, length + SealedFile.TagSize), cancel);
        Decrypt(key, length, SealedFile.Bound(head, marked));
        (from, filled) = (0, length);
        chunk++;
        ended = (marked & SealedFile.Last) != 0;
        if (ended && await inner.ReadAsync(sealing.AsMemory(0, 1), cancel) > 0)
        {
            throw new InvalidDataException("Something follows the end of the sealed file.");
        }
    }

    private void Decrypt(AesGcm key, int length, byte[] bound)
    {
        Span<byte> nonce = stackalloc byte[12];
        SealedFile.Nonce(nonce, chunk);
        key.Decrypt(nonce, sealing.AsSpan(0, length), sealing.AsSpan(length, SealedFile.TagSize), plain.AsSpan(0, length), bound);
    }
}
