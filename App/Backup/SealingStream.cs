using System.Security.Cryptography;

namespace TaskHub.Backup;

/// <summary>Encrypts what is written to it. Only <see cref="FinishAsync"/> makes the file whole: what was merely closed is seen to be cut off.</summary>
internal sealed class SealingStream : Stream
{
    private readonly Stream inner;
    private readonly byte[] head = SealedFile.NewHead();
    private readonly AesGcm key;
    private readonly byte[] plain = new byte[SealedFile.ChunkSize];
    private readonly byte[] sealing = new byte[SealedFile.ChunkSize + SealedFile.TagSize];
    private int filled;
    private long chunk;

    public SealingStream(Stream inner, string passphrase)
    {
        this.inner = inner;
        key = SealedFile.Open(head, passphrase);
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            if (filled == plain.Length)
            {
                await SealAsync(last: false, cancellationToken);
            }

            var count = Math.Min(buffer.Length, plain.Length - filled);
            buffer[..count].CopyTo(plain.AsMemory(filled));
            filled += count;
            buffer = buffer[count..];
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Writes the last chunk, which may be empty.</summary>
    public Task FinishAsync(CancellationToken cancel) => SealAsync(last: true, cancel);

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            key.Dispose();
            CryptographicOperations.ZeroMemory(plain);
        }

        base.Dispose(disposing);
    }

    private async Task SealAsync(bool last, CancellationToken cancel)
    {
        if (chunk == 0)
        {
            await inner.WriteAsync(head, cancel);
        }

        var mark = (uint)filled | (last ? SealedFile.Last : 0);
        var bound = SealedFile.Bound(head, mark);
        Encrypt(bound);
        await inner.WriteAsync(bound.AsMemory(SealedFile.HeadSize), cancel);
        await inner.WriteAsync(sealing.AsMemory(0, filled + SealedFile.TagSize), cancel);
        filled = 0;
        chunk++;
    }

    private void Encrypt(byte[] bound)
    {
        Span<byte> nonce = stackalloc byte[12];
        SealedFile.Nonce(nonce, chunk);
        key.Encrypt(nonce, plain.AsSpan(0, filled), sealing.AsSpan(0, filled), sealing.AsSpan(filled, SealedFile.TagSize), bound);
    }
}
