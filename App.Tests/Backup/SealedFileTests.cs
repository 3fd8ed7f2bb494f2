using System.Security.Cryptography;
using TaskHub.Backup;

namespace TaskHub.Tests.Backup;

public sealed class SealedFileTests
{
    private const string Passphrase = "a passphrase – with ümlauts";
    private const int Chunk = SealedFile.ChunkSize;

    // One sealed chunk with its mark and tag.
    private const int Sealed = SealedFile.MarkSize + Chunk + SealedFile.TagSize;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Chunk)]
    [InlineData((2 * Chunk) + 17)]
    public async Task What_was_sealed_is_opened_again(int length)
    {
        var plain = RandomNumberGenerator.GetBytes(length);

        var sealedBytes = await SealAsync(plain);

        Assert.Equal(plain, await OpenAsync(sealedBytes));
        Assert.False(length > 100 && sealedBytes.AsSpan().IndexOf(plain.AsSpan(0, 100)) >= 0);
    }

    [Theory]
    [InlineData("another passphrase")]
    [InlineData("")]
    public async Task Another_passphrase_opens_nothing(string passphrase) =>
        await Assert.ThrowsAnyAsync<CryptographicException>(async () => await OpenAsync(await SealAsync(new byte[10]), passphrase));

    [Fact]
    public async Task A_changed_byte_is_noticed_wherever_it_is()
    {
        var bytes = await SealAsync(RandomNumberGenerator.GetBytes((2 * Chunk) + 17));
        foreach (var at in new[] { SealedFile.HeadSize - 1, SealedFile.HeadSize + 3, SealedFile.HeadSize + Sealed, SealedFile.HeadSize + Sealed + 100, bytes.Length - 1 })
        {
            var changed = bytes.ToArray();
            changed[at] ^= 1;

            await Assert.ThrowsAnyAsync<Exception>(() => OpenAsync(changed));
        }
    }

    [Fact]
    public async Task What_was_cut_off_swapped_or_added_is_noticed()
    {
        var bytes = await SealAsync(RandomNumberGenerator.GetBytes((2 * Chunk) + 17));
        var first = bytes.AsSpan(SealedFile.HeadSize, Sealed).ToArray();
        var second = bytes.AsSpan(SealedFile.HeadSize + Sealed, Sealed).ToArray();
        var head = bytes.AsSpan(0, SealedFile.HeadSize).ToArray();
        var last = bytes.AsSpan(SealedFile.HeadSize + (2 * Sealed)).ToArray();

        await Assert.ThrowsAsync<EndOfStreamException>(() => OpenAsync([.. head, .. first, .. second]));
        await Assert.ThrowsAsync<EndOfStreamException>(() => OpenAsync(bytes[..^5]));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => OpenAsync([.. head, .. second, .. first, .. last]));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => OpenAsync([.. head, .. first, .. last]));
        await Assert.ThrowsAsync<InvalidDataException>(() => OpenAsync([.. bytes, 0]));
    }

    [Fact]
    public async Task What_was_closed_before_its_end_counts_as_cut_off()
    {
        var inner = new MemoryStream();
        await using (var sealing = new SealingStream(inner, Passphrase))
        {
            await sealing.WriteAsync(new byte[Chunk + 1], TestContext.Current.CancellationToken);
        }

        await Assert.ThrowsAsync<EndOfStreamException>(() => OpenAsync(inner.ToArray()));
    }

    [Fact]
    public async Task A_head_that_asks_for_little_or_endless_work_is_refused()
    {
        var bytes = await SealAsync([1]);
        foreach (var iterations in new byte[][] { [0, 0, 0, 1], [255, 255, 255, 255] })
        {
            iterations.CopyTo(bytes, 8);
            await Assert.ThrowsAsync<InvalidDataException>(() => OpenAsync(bytes));
        }
    }

    private static async Task<byte[]> SealAsync(byte[] plain)
    {
        var inner = new MemoryStream();
        await using var sealing = new SealingStream(inner, Passphrase);
        await sealing.WriteAsync(plain, TestContext.Current.CancellationToken);
        await sealing.FinishAsync(TestContext.Current.CancellationToken);
        return inner.ToArray();
    }

    private static async Task<byte[]> OpenAsync(byte[] bytes, string passphrase = Passphrase)
    {
        await using var unsealing = new UnsealingStream(new MemoryStream(bytes), passphrase);
        var plain = new MemoryStream();
        await unsealing.CopyToAsync(plain, TestContext.Current.CancellationToken);
        return plain.ToArray();
    }
}
