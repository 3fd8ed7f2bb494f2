using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using TaskHub.Data;

namespace TaskHub.Backup;

/// <summary>Reads an archive and believes nothing of it: names, sizes and hashes must be those of its list, and the list must be there.</summary>
internal static class BackupReader
{
    /// <summary>Whether a file is encrypted. An empty one is not.</summary>
    public static async Task<bool> IsSealedAsync(string file, CancellationToken cancel) => SealedFile.IsHead(await HeadAsync(file, cancel));

    /// <summary>What the backup says of itself, without reading further.</summary>
    /// <exception cref="BadBackupException">It is damaged, is no backup, or the passphrase is another one.</exception>
    public static Task<BackupAbout> AboutAsync(string file, string? passphrase, CancellationToken cancel) =>
        OpenAsync(file, passphrase, isWhole: false, _ => { }, (tar, _) => AboutAsync(tar, cancel), cancel);

    /// <summary>Reads all of it, and with <paramref name="into"/> writes its files below that folder, flushed to the disk.</summary>
    /// <exception cref="BadBackupException">It is damaged or cut off, or the passphrase is another one.</exception>
    public static Task<BackupManifest> ReadAsync(
        string file, string? passphrase, string? into, Action<long> at, CancellationToken cancel) =>
        OpenAsync(file, passphrase, isWhole: true, at, (tar, rest) => ReadAsync(tar, rest, into, cancel), cancel);

    private static async Task<T> OpenAsync<T>(
        string file, string? passphrase, bool isWhole, Action<long> at, Func<TarReader, Stream, Task<T>> read, CancellationToken cancel)
    {
        var isSealed = await IsSealedAsync(file, cancel);
        var (done, length) = (0L, 0L);
        if (!isSealed && !await IsCompressedAsync(file, cancel))
        {
            throw new BadBackupException(BackupText.NoBackup);
        }

        try
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, useAsync: true);
            await using var counting = new PassingStream(stream, count => at(done += count));
            await using Stream opened = isSealed ? new UnsealingStream(counting, passphrase ?? "") : counting;
            await using var gzip = new GZipStream(opened, CompressionMode.Decompress);
            await using var plain = new PassingStream(gzip, count => length += count);
            await using var tar = new TarReader(plain);
            var result = await read(tar, plain);
            return !isWhole || isSealed || await EndsWithAsync(stream, (uint)length, cancel) ? result : throw new BadBackupException(BackupText.CutOff);
        }
        catch (CryptographicException e)
        {
            throw new BadBackupException(BackupText.WrongPassphrase, e);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or JsonException or ArgumentException)
        {
            throw new BadBackupException(BackupText.Damaged, e);
        }
    }

    private static async Task<bool> IsCompressedAsync(string file, CancellationToken cancel) =>
        (await HeadAsync(file, cancel)) is [0x1F, 0x8B, ..];

    /// <summary>Compressed data ends with its length; .NET does not miss it when it was cut off.</summary>
    private static async Task<bool> EndsWithAsync(FileStream file, uint length, CancellationToken cancel)
    {
        var end = new byte[sizeof(uint)];
        file.Seek(-end.Length, SeekOrigin.End);
        await file.ReadExactlyAsync(end, cancel);
        return BinaryPrimitives.ReadUInt32LittleEndian(end) == length;
    }

    private static async Task<byte[]> HeadAsync(string file, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(file);
        var head = new byte[8];
        var count = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel);
        return head[..count];
    }

    private static async Task<BackupAbout> AboutAsync(TarReader tar, CancellationToken cancel)
    {
        if (await tar.GetNextEntryAsync(copyData: false, cancel) is not { Name: BackupNames.About, DataStream: { } data })
        {
            throw new BadBackupException(BackupText.NoBackup);
        }

        return await JsonAsync<BackupAbout>(data, cancel);
    }

    private static async Task<BackupManifest> ReadAsync(TarReader tar, Stream rest, string? into, CancellationToken cancel)
    {
        await AboutAsync(tar, cancel);
        var found = new List<BackupFile>();
        while (await tar.GetNextEntryAsync(copyData: false, cancel) is { } entry)
        {
            if (entry is { Name: BackupNames.Manifest, DataStream: { } list })
            {
                var manifest = await JsonAsync<BackupManifest>(list, cancel);

                // To the very end, so that nothing of the file goes unread.
                await rest.CopyToAsync(Stream.Null, cancel);
                return manifest.Files.SequenceEqual(found) ? manifest : throw new BadBackupException(BackupText.Damaged);
            }

            if (entry.EntryType != TarEntryType.RegularFile || !BackupNames.IsSafe(entry.Name))
            {
                throw new BadBackupException(BackupText.NoBackup);
            }

            found.Add(await FileAsync(entry, into, cancel));
        }

        throw new BadBackupException(BackupText.CutOff);
    }

    private static async Task<BackupFile> FileAsync(TarEntry entry, string? into, CancellationToken cancel)
    {
        // An empty file has no stream.
        await using var hashing = new PassingStream(entry.DataStream ?? Stream.Null, passed: null, isHashed: true);
        if (into is null)
        {
            await hashing.CopyToAsync(Stream.Null, cancel);
        }
        else
        {
            var path = Path.Combine(into, entry.Name);
            PrivateFiles.CreateFolder(Path.GetDirectoryName(path)!);
            await using var file = PrivateFiles.Create(path);
            await hashing.CopyToAsync(file, cancel);
            await file.FlushAsync(cancel);
            file.Flush(flushToDisk: true);
        }

        return new BackupFile(entry.Name, entry.Length, hashing.Sha256());
    }

    private static async Task<T> JsonAsync<T>(Stream json, CancellationToken cancel) =>
        await JsonSerializer.DeserializeAsync<T>(json, HubJson.Options, cancel) ?? throw new BadBackupException(BackupText.Damaged);
}

/// <summary>A backup that cannot be used; the message is for people.</summary>
internal sealed class BadBackupException(string message, Exception? cause = null) : Exception(message, cause);
