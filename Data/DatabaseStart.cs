using Microsoft.EntityFrameworkCore;

namespace TaskHub.Data;

/// <summary>
/// Opens the data folder for a serving hub: takes the lock that keeps a second server out, then makes or migrates the database.
/// </summary>
public sealed class DatabaseStart(DataFolder folder, IDbContextFactory<AppDbContext> contexts) : IDisposable
{
    private FileStream? lockFile;

    /// <summary>Whether this process holds the folder.</summary>
    public bool Holds => lockFile is not null;

    /// <summary>
    /// Takes the folder's lock. The operating system releases it with the process, however that ends, so no stale file can bar a restart.
    /// Returns false when another hub serves from the same folder.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be used, or made.</exception>
    /// <exception cref="UnauthorizedAccessException">This program may not write to it.</exception>
    public bool TryLock()
    {
        folder.Make();
        try
        {
            lockFile = new FileStream(
                Path.Combine(folder.Path, "taskhub.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.None);
            return true;
        }
        catch (IOException e) when (IsHeld(e))
        {
            return false;
        }
    }

    /// <summary>Tells a file that another process holds from a folder that is no good: a full or read-only disk, for instance.</summary>
    private static bool IsHeld(IOException e)
    {
        const int sharingViolation = unchecked((int)0x80070020);
        const int wouldBlockOnLinux = 11;
        const int wouldBlockElsewhere = 35;
        return e.HResult == (OperatingSystem.IsWindows() ? sharingViolation : OperatingSystem.IsLinux() ? wouldBlockOnLinux : wouldBlockElsewhere);
    }

    /// <summary>Null when the folder may be opened; else why not, in one line. Call it under the lock, before the database is opened.</summary>
    /// <exception cref="UnauthorizedAccessException">This program may not write to the database.</exception>
    public string? WhyNot()
    {
        if (File.Exists(folder.Database))
        {
            // SQLite would open it all the same, to read, and fail in the middle of the start.
            File.OpenHandle(folder.Database, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete).Dispose();
        }

        if (File.Exists(folder.Restoring))
        {
            return $"A restore into {folder.Path} was cut off. Run it again.";
        }

        return File.Exists(folder.Database) && DatabaseCopy.Migrations(folder.Database) is { } migrations && !DatabaseCopy.Knows(migrations)
            ? $"The database in {folder.Path} was made by a newer TaskHub. Run that, or restore an older backup."
            : null;
    }

    /// <summary>Makes or migrates the database. Call it under the lock, or on a folder that nobody serves.</summary>
    public async Task MigrateAsync(CancellationToken cancel = default)
    {
        folder.Make();

        // Nearly every start: EF would take a quarter of a second to find nothing to do.
        if (File.Exists(folder.Database) && DatabaseCopy.Migrations(folder.Database) is { } made && DatabaseCopy.IsCurrent(made))
        {
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var isNew = !File.Exists(folder.Database);
        if (!isNew)
        {
            // A kill in the middle of a migration leaves EF's own lock row behind, on which the next start would wait for ever. Whoever
            // holds the folder's lock is alone, so the row can only be such a remnant.
            await db.Database.ExecuteSqlRawAsync(
                """CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL); DELETE FROM "__EFMigrationsLock";""",
                cancel);
        }

        await db.Database.MigrateAsync(cancel);
        if (isNew)
        {
            folder.OwnDatabase();
        }
    }

    public void Dispose() => lockFile?.Dispose();
}
