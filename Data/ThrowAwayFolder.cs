using Microsoft.Data.Sqlite;

namespace TaskHub.Data;

/// <summary>A data folder among the machine's temporary ones, which goes when it is disposed of: after the hub that used it.</summary>
public sealed class ThrowAwayFolder : IDisposable
{
    /// <summary>An absolute path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("taskhub-demo-").FullName;

    public void Dispose()
    {
        // Idle connections keep the file open, and on some systems an open file cannot be deleted.
        SqliteConnection.ClearAllPools();
        Directory.Delete(Path, recursive: true);
    }
}
