using System.Reflection;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Backup;

/// <summary>A backup that was made.</summary>
public sealed record BackupSummary(string File, long Size, int Keys, int Attachments, bool IsSealed);

/// <summary>
/// Makes a backup while the hub works: one moment of the database, the key ring and the attachments in one file, read back before it gets its
/// name. It needs no actor: whoever may run a command on this machine's data may read the data.
/// </summary>
public sealed class MakeBackup(DataFolder folder, DatabaseCopy database, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <param name="file">An absolute path where nothing stands yet.</param>
    /// <param name="passphrase">Encrypts; null for none.</param>
    /// <param name="progress">Hears where it is.</param>
    /// <param name="cancel">Gives up and leaves nothing behind.</param>
    public async Task<Result<BackupSummary>> RunAsync(
        string file, string? passphrase, IProgress<BackupStep> progress, CancellationToken cancel = default)
    {
        if (WhyNot(file, passphrase) is { } problem)
        {
            return Failure.Conflict(problem);
        }

        // Next to where the file will stand, so that its name can be given in one step.
        var workplace = $"{file}.{Guid.NewGuid():N}.partial";
        PrivateFiles.CreateFolder(workplace);
        try
        {
            var now = time.GetUtcNow();
            var copy = Path.Combine(workplace, BackupNames.Database);
            await CopyAsync(copy, progress, cancel);
            progress.Report(new BackupStep(BackupText.CheckingCopy, 0, 0));
            if (await Task.Run(() => DatabaseCopy.Check(copy), cancel) is not { } migrations)
            {
                return Failure.Conflict(BackupText.CopyDamaged);
            }

            var archive = Path.Combine(workplace, "archive");
            var version = typeof(MakeBackup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
            await WriteAsync(archive, copy, new BackupAbout(BackupAbout.CurrentFormat, version, now, migrations), passphrase, progress, cancel);
            var size = new FileInfo(archive).Length;
            var manifest = await BackupReader.ReadAsync(
                archive, passphrase, into: null, at => progress.Report(new BackupStep(BackupText.Verifying, at, size)), cancel);
            File.Move(archive, file, overwrite: false);
            return new BackupSummary(file, size, CountOf(manifest, BackupNames.Keys), CountOf(manifest, BackupNames.Files), passphrase is not null);
        }
        catch (BadBackupException e)
        {
            return Failure.Conflict(e.Message);
        }
        catch (IOException) when (File.Exists(file))
        {
            return Failure.Conflict(BackupText.Exists(file));
        }
        finally
        {
            Directory.Delete(workplace, recursive: true);
        }
    }

    private string? WhyNot(string file, string? passphrase) =>
        passphrase is { Length: 0 } ? BackupText.EmptyPassphrase
        : File.Exists(file) || Directory.Exists(file) ? BackupText.Exists(file)
        : !Directory.Exists(Path.GetDirectoryName(file)) ? BackupText.NoFolder(Path.GetDirectoryName(file) ?? file)
        : !File.Exists(folder.Database) ? BackupText.NoDatabase(folder.Path)
        : null;

    private async Task CopyAsync(string copy, IProgress<BackupStep> progress, CancellationToken cancel)
    {
        var size = database.Size;
        var copying = Task.Run(() => database.Take(copy, cancel), CancellationToken.None);
        using var looks = new PeriodicTimer(LookEvery, time);
        while (!copying.IsCompleted && await Task.WhenAny(copying, looks.WaitForNextTickAsync(CancellationToken.None).AsTask()) != copying)
        {
            var done = new FileInfo(copy);
            progress.Report(new BackupStep(BackupText.CopyingDatabase, done.Exists ? Math.Min(done.Length, size) : 0, size));
        }

        await copying;
    }

    /// <summary>The keys after the database: whatever the database was encrypted with is among them.</summary>
    private async Task WriteAsync(
        string archive, string copy, BackupAbout about, string? passphrase, IProgress<BackupStep> progress, CancellationToken cancel)
    {
        List<(string Name, string Path)> files =
            [(BackupNames.Database, copy), .. Below(folder.Keys, BackupNames.Keys), .. Below(folder.Files, BackupNames.Files)];
        var (done, total) = (0L, files.Sum(f => new FileInfo(f.Path) is { Exists: true } file ? file.Length : 0));
        await using var target = PrivateFiles.Create(archive);
        await using (var writer = new BackupWriter(
            target, passphrase, count => progress.Report(new BackupStep(BackupText.Writing, done += count, total))))
        {
            await writer.AboutAsync(about, cancel);
            foreach (var (name, path) in files)
            {
                try
                {
                    await writer.AddAsync(name, path, cancel);
                }
                catch (FileNotFoundException) when (name.StartsWith(BackupNames.Files + "/", StringComparison.Ordinal))
                {
                    // An attachment that somebody deleted since.
                }
            }

            await writer.FinishAsync(cancel);
        }

        await target.FlushAsync(cancel);
        target.Flush(flushToDisk: true);
    }

    private static IEnumerable<(string Name, string Path)> Below(string directory, string name) =>
        Directory.Exists(directory)
            ? Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(path => ($"{name}/{Path.GetRelativePath(directory, path).Replace('\\', '/')}", path))
            : [];

    private static int CountOf(BackupManifest manifest, string name) =>
        manifest.Files.Count(f => f.Name.StartsWith(name + "/", StringComparison.Ordinal));
}
