using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Migrations;
using SQLitePCL;

namespace TaskHub.Data;

/// <summary>Takes a whole copy of the database while others write to it, and judges a copy before it is trusted.</summary>
public sealed class DatabaseCopy(DataFolder folder)
{
    private static readonly IReadOnlyList<string> Known =
        [.. typeof(AppDbContext).Assembly.GetTypes().Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>().Order(StringComparer.Ordinal)];

    private const string History = """SELECT "MigrationId" FROM "__EFMigrationsHistory" ORDER BY "MigrationId";""";

    /// <summary>How large a copy will be, at most, in bytes.</summary>
    public long Size => new FileInfo(folder.Database) is { Exists: true } file ? file.Length : 0;

    /// <summary>
    /// Writes one moment of the database to a file that must not exist. Nobody waits for it; it takes as long as the database is large, on
    /// the thread that calls it.
    /// </summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was requested; what there is of the file is of no use.</exception>
    public void Take(string file, CancellationToken cancel)
    {
        using var connection = Open(folder.Database, SqliteOpenMode.ReadWrite);
        BesideTheHub.LeaveCheckpoints(connection);
        using var stop = cancel.Register(() => raw.sqlite3_interrupt(connection.Handle));
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $file";
        command.Parameters.AddWithValue("$file", file);
        try
        {
            command.ExecuteNonQuery();
        }
        catch (SqliteException) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
    }

    /// <summary>The migrations that a copy has, or null when it is no whole database of TaskHub's. It reads every page of it.</summary>
    public static IReadOnlyList<string>? Check(string file)
    {
        try
        {
            using var connection = Open(file, SqliteOpenMode.ReadOnly);
            return Rows(connection, "PRAGMA integrity_check(1)") is ["ok"] ? Rows(connection, History) : null;
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    /// <summary>The migrations that a database has; null when it has none yet, or is none.</summary>
    internal static IReadOnlyList<string>? Migrations(string file)
    {
        try
        {
            using var connection = Open(file, SqliteOpenMode.ReadWrite);
            return Rows(connection, History);
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    /// <summary>Whether this program knows all of these migrations; if not, a newer one made them.</summary>
    public static bool Knows(IReadOnlyList<string> migrations) => !migrations.Except(Known, StringComparer.Ordinal).Any();

    /// <summary>Whether these are all that this program knows.</summary>
    public static bool IsCurrent(IReadOnlyList<string> migrations) => !Known.Except(migrations, StringComparer.Ordinal).Any();

    /// <summary>A copy is made without the write-ahead log, in which readers and the writer do not wait for each other: gives it back.</summary>
    public static void MakeReadyToServe(string file)
    {
        using var connection = Open(file, SqliteOpenMode.ReadWrite);
        Rows(connection, "PRAGMA journal_mode=WAL");
    }

    /// <summary>Puts what the write-ahead log holds into the file itself, so that the file is whole alone. One that cannot be opened stays as it is.</summary>
    public static void FoldLog(string file)
    {
        try
        {
            using var connection = Open(file, SqliteOpenMode.ReadWrite);
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // A database that is damaged is perhaps why a backup is restored.
        }
    }

    private static List<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    // Without the pool, which would hand a connection that leaves checkpoints to somebody who counts on them.
    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
