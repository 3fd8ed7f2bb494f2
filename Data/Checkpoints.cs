using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace TaskHub.Data;

/// <summary>
/// Moves what was committed from the write-ahead log to the database file, beside the writers. Left to itself, SQLite makes the commit that
/// fills the log do this, and everyone behind it in the write gate waits for the disk.
/// </summary>
internal sealed partial class Checkpoints(DataFolder folder, WriteGate gate, TimeProvider time, ILogger<Checkpoints> log) : BackgroundService
{
    /// <summary>From this many pages on a commit does it after all: about 64 MB.</summary>
    public const int ByCommitFrom = 16_000;

    private const long Worth = 4 * 1024 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ILogger<Checkpoints> log = log;
    private readonly string path = folder.Database + "-wal";

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pause = new PeriodicTimer(Pause, time);
        DateTime seen = default;
        while (await pause.WaitForNextTickAsync(stoppingToken))
        {
            var file = new FileInfo(path);
            if (!file.Exists || file.Length < Worth || file.LastWriteTimeUtc == seen)
            {
                continue;
            }

            seen = file.LastWriteTimeUtc;
            try
            {
                await MoveAsync(stoppingToken);
            }
            catch (SqliteException e)
            {
                LogLater(e);
            }
        }
    }

    /// <summary>Most of it beside the writers; the rest, which they added meanwhile, in their gate, so that the log can begin anew.</summary>
    private async Task MoveAsync(CancellationToken cancel)
    {
        await using var connection = DataRoom.Open(folder);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        await command.ExecuteNonQueryAsync(cancel);
        await gate.RunAloneAsync(_ => command.ExecuteNonQuery(), cancel);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The write-ahead log was not moved; it is tried again")]
    private partial void LogLater(Exception exception);
}

/// <summary>Tells each connection to leave the log to <see cref="Checkpoints"/>.</summary>
internal sealed class CheckpointInterceptor : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Leave((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    /// <summary>By the call behind the pragma: a statement for every connection that the pool hands out would cost more than most reads.</summary>
    public static void Leave(SqliteConnection connection) =>
        SqliteException.ThrowExceptionForRC(raw.sqlite3_wal_autocheckpoint(connection.Handle, Checkpoints.ByCommitFrom), connection.Handle);
}
