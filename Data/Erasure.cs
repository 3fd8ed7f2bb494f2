using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace TaskHub.Data;

/// <summary>
/// Removes texts for good. SQLite keeps what was deleted in free pages, and in the write-ahead log, until something else is written over it;
/// here the pages are overwritten with zeros and the log is emptied, so that the bytes are in no file of the database any more.
/// Backups that were made before, and what the file system does with freed blocks, are beyond it.
/// </summary>
public sealed partial class Erasure(WriteGate gate, DataFolder folder, TimeProvider time, ILogger<Erasure> log)
{
    private const int Tries = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ILogger<Erasure> log = log;

    /// <summary>Runs a unit of work in the write gate; what it deletes or shortens is gone when this returns.</summary>
    public async Task<T> RunAsync<T>(Func<AppDbContext, Task<T>> work, CancellationToken cancel = default)
    {
        var result = await gate.RunAsync(
            async db =>
            {
                await db.Database.ExecuteSqlRawAsync("PRAGMA secure_delete = ON", cancel);
                try
                {
                    return await work(db);
                }
                finally
                {
                    // The connection goes back to a pool; whoever gets it next has nothing to hide.
                    await db.Database.ExecuteSqlRawAsync("PRAGMA secure_delete = OFF", CancellationToken.None);
                }
            },
            work.Method,
            cancel);
        await EmptyTheLogAsync();
        return result;
    }

    private async Task EmptyTheLogAsync()
    {
        for (var i = 0; i < Tries; i++)
        {
            if (await gate.RunAloneAsync(_ => TryEmptyTheLog(), CancellationToken.None))
            {
                return;
            }

            // Somebody reads from the log; readers are quick.
            await Task.Delay(Pause, time, CancellationToken.None);
        }

        LogStays();
    }

    private bool TryEmptyTheLog()
    {
        try
        {
            using var connection = DataRoom.Open(folder);
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            using var reader = command.ExecuteReader();
            return reader.Read() && reader.GetInt32(0) == 0;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The write-ahead log could not be emptied: what was expunged stays in it until it is written over, at the latest when the hub stops")]
    private partial void LogStays();
}
