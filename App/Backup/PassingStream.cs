using System.Security.Cryptography;

namespace TaskHub.Backup;

/// <summary>Reads another stream, once and from its beginning, and tells how much went by and, where it is asked to, the SHA-256 of it.</summary>
internal sealed class PassingStream(Stream inner, Action<int>? passed, bool isHashed = false) : Stream
{
    private readonly IncrementalHash? hash = isHashed ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;

    public override bool CanRead => true;

    // The archive asks where a file begins and ends, and reads it once.
    public override bool CanSeek => inner.CanSeek;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

    /// <summary>Of all that was read so far, in lower-case hexadecimal digits.</summary>
    public string Sha256() => Convert.ToHexStringLower(hash!.GetCurrentHash());

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken);
        hash?.AppendData(buffer.Span[..count]);
        passed?.Invoke(count);
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
            hash?.Dispose();
        }

        base.Dispose(disposing);
    }
}
