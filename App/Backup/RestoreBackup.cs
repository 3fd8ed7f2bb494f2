using System.Globalization;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Backup;

/// <summary>A backup that was restored.</summary>
/// <param name="About">What it said of itself.</param>
/// <param name="Folder">Where to.</param>
/// <param name="Aside">Where what was there before is kept; null when there was nothing.</param>
public sealed record RestoreSummary(BackupAbout About, string Folder, string? Aside);

/// <summary>
/// Puts a backup in the place of what the data folder holds. Everything is unpacked and proved first; only then names change, and nothing is
/// deleted. What was waiting to be delivered goes out with the next start.
/// </summary>
public sealed class RestoreBackup(DataFolder folder, DatabaseStart start, TimeProvider time)
{
    /// <param name="file">An absolute path.</param>
    /// <param name="passphrase">That of an encrypted backup.</param>
    /// <param name="progress">Hears where it is.</param>
    /// <param name="cancel">Gives up; the folder is as it was.</param>
    public async Task<Result<RestoreSummary>> RunAsync(
        string file, string? passphrase, IProgress<BackupStep> progress, CancellationToken cancel = default)
    {
        if (!File.Exists(file))
        {
            return Failure.Conflict(BackupText.NoFile(file));
        }

        if (string.IsNullOrEmpty(passphrase) && await BackupReader.IsSealedAsync(file, cancel))
        {
            return Failure.Conflict(BackupText.NeedsPassphrase);
        }

        var wasThere = Directory.Exists(folder.Path);
        if (!start.TryLock())
        {
            return Failure.Conflict(BackupText.Serving(folder.Path));
        }

        var restored = await UnpackAsync(file, passphrase, progress, cancel);
        if (!restored.Ok && !wasThere)
        {
            // A refusal leaves nothing behind, neither the lock nor the folder that it was made in.
            start.Dispose();
            Directory.Delete(folder.Path, recursive: true);
        }
        else if (restored.Ok)
        {
            await OwnedFiles.GiveAsync(folder.Path, cancel);
        }

        return restored;
    }

    private async Task<Result<RestoreSummary>> UnpackAsync(string file, string? passphrase, IProgress<BackupStep> progress, CancellationToken cancel)
    {
        var unpacked = Path.Combine(folder.Path, $"restore-{Guid.NewGuid():N}.partial");
        try
        {
            var about = await BackupReader.AboutAsync(file, passphrase, cancel);
            if (about.Format != BackupAbout.CurrentFormat || !DatabaseCopy.Knows(about.Migrations))
            {
                return Failure.Conflict(BackupText.Newer);
            }

            PrivateFiles.CreateFolder(unpacked);
            var size = new FileInfo(file).Length;
            await BackupReader.ReadAsync(file, passphrase, unpacked, at => progress.Report(new BackupStep(BackupText.Reading, at, size)), cancel);
            progress.Report(new BackupStep(BackupText.CheckingCopy, 0, 0));
            var copy = Path.Combine(unpacked, BackupNames.Database);
            if (!File.Exists(copy) || await Task.Run(() => DatabaseCopy.Check(copy), cancel) is not { } migrations)
            {
                return Failure.Conflict(BackupText.Damaged);
            }

            if (!DatabaseCopy.Knows(migrations))
            {
                return Failure.Conflict(BackupText.Newer);
            }

            DatabaseCopy.MakeReadyToServe(copy);
            cancel.ThrowIfCancellationRequested();
            return new RestoreSummary(about, folder.Path, Replace(unpacked));
        }
        catch (BadBackupException e)
        {
            return Failure.Conflict(e.Message);
        }
        finally
        {
            if (Directory.Exists(unpacked))
            {
                Directory.Delete(unpacked, recursive: true);
            }
        }
    }

    /// <summary>
    /// A cut between two of these moves would leave a folder without a database, in which a hub would begin anew: so a mark stands there
    /// meanwhile, before which a hub refuses to start.
    /// </summary>
    private string? Replace(string unpacked)
    {
        using (var mark = File.Create(folder.Restoring))
        {
            mark.Flush(flushToDisk: true);
        }

        var aside = Path.Combine(
            folder.Path, string.Create(CultureInfo.InvariantCulture, $"before-restore-{time.GetUtcNow():yyyyMMdd-HHmmss-fff}"));
        DatabaseCopy.FoldLog(folder.Database);
        string[] old = [folder.Database, folder.Database + "-wal", folder.Database + "-shm", folder.Keys, folder.Files];
        var kept = Move(old.Where(Path.Exists), aside);
        Move(Directory.EnumerateFileSystemEntries(unpacked).Order(StringComparer.Ordinal), folder.Path);
        File.Delete(folder.Restoring);
        return kept > 0 ? aside : null;
    }

    private static int Move(IEnumerable<string> entries, string into)
    {
        var moved = 0;
        foreach (var entry in entries.ToList())
        {
            PrivateFiles.CreateFolder(into);
            Directory.Move(entry, Path.Combine(into, Path.GetFileName(entry)));
            moved++;
        }

        return moved;
    }
}
