using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using TaskHub.Data;

namespace TaskHub.Backup;

/// <summary>Writes the archive: a compressed tar, sealed when there is a passphrase, with the list of its files and their hashes at the end.</summary>
internal sealed class BackupWriter : IAsyncDisposable
{
    private readonly SealingStream? sealing;
    private readonly GZipStream gzip;
    private readonly TarWriter tar;
    private readonly Action<int> passed;
    private readonly List<BackupFile> files = [];

    public BackupWriter(Stream target, string? passphrase, Action<int> passed)
    {
        this.passed = passed;
        sealing = passphrase is null ? null : new SealingStream(target, passphrase);
        gzip = new GZipStream(sealing ?? target, CompressionLevel.Fastest, leaveOpen: true);
        tar = new TarWriter(gzip, TarEntryFormat.Pax, leaveOpen: true);
    }

    public Task AboutAsync(BackupAbout about, CancellationToken cancel) => AddJsonAsync(BackupNames.About, about, cancel);

    public async Task AddAsync(string name, string path, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, useAsync: true);
        var size = file.Length;
        await using var hashing = new PassingStream(file, passed, isHashed: true);
        await AddAsync(name, hashing, cancel);
        files.Add(new BackupFile(name, size, hashing.Sha256()));
    }

    /// <summary>Adds the list and closes the archive; only now it is whole.</summary>
    public async Task FinishAsync(CancellationToken cancel)
    {
        await AddJsonAsync(BackupNames.Manifest, new BackupManifest(files), cancel);
        await tar.DisposeAsync();
        await gzip.DisposeAsync();
        if (sealing is not null)
        {
            await sealing.FinishAsync(cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await tar.DisposeAsync();
        await gzip.DisposeAsync();
        sealing?.Dispose();
    }

    private async Task AddJsonAsync<T>(string name, T value, CancellationToken cancel)
    {
        using var json = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(value, HubJson.Options));
        await AddAsync(name, json, cancel);
    }

    private Task AddAsync(string name, Stream data, CancellationToken cancel) => tar.WriteEntryAsync(
        new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = data, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite }, cancel);
}
