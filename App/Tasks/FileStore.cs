using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Tasks;

/// <summary>A file that lies in the store and belongs to nothing yet.</summary>
public sealed record StoredFile(string Stored, long Size, string? Image);

/// <summary>The files of attachments, in the data folder: a row says what a file is, and a file without a row is swept away.</summary>
public sealed class FileStore(DataFolder folder, IDbContextFactory<AppDbContext> contexts, TimeProvider time)
{
    private const int Head = 16;
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>Null when it is longer than <paramref name="most"/> bytes; then nothing of it stays.</summary>
    public async Task<StoredFile?> KeepAsync(Stream content, long most, CancellationToken cancel)
    {
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var stored = $"{name[..2]}/{name}";
        var path = PathOf(stored);
        folder.MakeFiles();
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var (size, head) = (0L, new byte[Head]);
        var whole = false;
        try
        {
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                var buffer = new byte[81_920];
                int count;
                while ((count = await content.ReadAsync(buffer, cancel)) > 0)
                {
                    if (size < Head)
                    {
                        buffer.AsSpan(0, Math.Min(count, Head - (int)size)).CopyTo(head.AsSpan((int)size));
                    }

                    size += count;
                    if (size > most)
                    {
                        return null;
                    }

                    await file.WriteAsync(buffer.AsMemory(0, count), cancel);
                }

                file.Flush(flushToDisk: true);
            }

            whole = true;
            return new StoredFile(stored, size, ImageOf(head));
        }
        finally
        {
            if (!whole)
            {
                Drop(stored);
            }
        }
    }

    /// <summary>Null when it is gone.</summary>
    public Stream? Open(string stored)
    {
        try
        {
            return new FileStream(PathOf(stored), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 81_920, useAsync: true);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Drop(string stored) => File.Delete(PathOf(stored));

    /// <summary>Deletes the files that no row names; those of the last hour may still get theirs. Answers how many went.</summary>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        if (!Directory.Exists(folder.Files))
        {
            return 0;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var before = (time.GetUtcNow() - Grace).UtcDateTime;
        var old = Directory.EnumerateFiles(folder.Files, "*", SearchOption.AllDirectories)
            .Where(f => File.GetLastWriteTimeUtc(f) < before)
            .Select(f => Path.GetRelativePath(folder.Files, f).Replace('\\', '/'))
            .ToList();
        var named = (await db.Attachments.IgnoreQueryFilters().Select(a => a.Stored).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        var lost = old.Where(f => !named.Contains(f)).ToList();
        lost.ForEach(Drop);
        return lost.Count;
    }

    private string PathOf(string stored) => Path.Combine(folder.Files, stored);

    // By what a file begins with, never by what it is called. SVG is no such image: it can hold a script.
    private static string? ImageOf(ReadOnlySpan<byte> head) =>
        head[0] == 0x89 && head[1..].StartsWith("PNG\r\n"u8) ? "image/png"
        : head.StartsWith(new byte[] { 0xFF, 0xD8, 0xFF }) ? "image/jpeg"
        : head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) ? "image/gif"
        : head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8) ? "image/webp"
        : null;
}
