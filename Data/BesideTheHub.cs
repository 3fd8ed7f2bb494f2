using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace TaskHub.Data;

/// <summary>
/// The database for a command that works beside a running hub: it takes no lock on the folder, migrates nothing, and never checkpoints, which
/// is the hub's alone.
/// </summary>
public static class BesideTheHub
{
    public static void AddDataBesideTheHub(this IHostApplicationBuilder builder)
    {
        builder.AddData();
        builder.Services.AddSingleton<IInterceptor, WithoutCheckpoints>();
    }

    /// <summary>Null when this program can work with the database as it stands; else why not, in one line.</summary>
    public static async Task<string?> WhyNotAsync(IServiceProvider services, CancellationToken cancel = default)
    {
        var folder = services.GetRequiredService<DataFolder>();
        if (!File.Exists(folder.Database))
        {
            return $"There is no TaskHub database in {folder.Path}. Start the hub once, or set TaskHub:DataPath.";
        }

        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(cancel);
        return (await db.Database.GetPendingMigrationsAsync(cancel)).Any()
            ? $"The database in {folder.Path} is of an older version. Start the hub once to bring it up to date."
            : null;
    }

    /// <summary>Leaves checkpoints to the hub, also the one that SQLite makes when a connection closes.</summary>
    internal static void LeaveCheckpoints(SqliteConnection connection)
    {
        const int noCheckpointOnClose = 1006;
        raw.sqlite3_wal_autocheckpoint(connection.Handle, 0);
        raw.sqlite3_db_config(connection.Handle, noCheckpointOnClose, 1, out _);
    }

    private sealed class WithoutCheckpoints : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Switch(connection);

        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Switch(connection);
            return Task.CompletedTask;
        }

        private static void Switch(DbConnection connection) => LeaveCheckpoints((SqliteConnection)connection);
    }
}
