using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TaskHub.Data;

/// <summary>Where the hub keeps its files: the database, keys and attachments.</summary>
/// <param name="Path">An absolute path, from <c>TaskHub:DataPath</c>.</param>
public sealed record DataFolder(string Path)
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string Database => System.IO.Path.Combine(Path, "taskhub.db");

    public string Keys => System.IO.Path.Combine(Path, "keys");

    /// <summary>The folder, made if need be, for the hub's own user alone; one that somebody made keeps the rights that they gave it.</summary>
    public void Make() => MakeOwn(Path);

    /// <summary>The folder of the attachments, in the same way.</summary>
    public void MakeFiles() => MakeOwn(Files);

    /// <summary>Leaves the database, and what SQLite keeps beside it, to the hub's own user alone.</summary>
    public void OwnDatabase()
    {
        foreach (var file in new[] { Database, $"{Database}-wal", $"{Database}-shm" }.Where(File.Exists))
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, Own & ~UnixFileMode.UserExecute);
            }
        }
    }

    /// <summary>The folder of the keys, made if need be. Only the hub's own user may look into it: whoever has the keys reads every secret.</summary>
    public DirectoryInfo MakeKeys()
    {
        var keys = Directory.CreateDirectory(Keys);
        if (!OperatingSystem.IsWindows() && (keys.UnixFileMode & ~Own) != UnixFileMode.None)
        {
            keys.UnixFileMode = Own;
        }

        return keys;
    }

    private static void MakeOwn(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, Own);
        }
    }

    /// <summary>Attachments.</summary>
    public string Files => System.IO.Path.Combine(Path, "files");

    /// <summary>Stands here while a restore replaces what the folder holds; if it stays, the restore was cut off.</summary>
    public string Restoring => System.IO.Path.Combine(Path, "taskhub.restoring");
}

public static class DataRoom
{
    /// <summary>The database in <c>TaskHub:DataPath</c> (default <c>Data</c>, below the content root), its factory and the write gate.</summary>
    public static void AddData(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(provider =>
        {
            var path = provider.GetRequiredService<IConfiguration>()["TaskHub:DataPath"];
            var root = provider.GetRequiredService<IHostEnvironment>().ContentRootPath;
            return new DataFolder(Path.GetFullPath(Path.Combine(root, string.IsNullOrWhiteSpace(path) ? "Data" : path)));
        });
        services.AddSingleton<WriteGate>();
        services.AddSingleton<WriteGateHolder>();
        services.AddSingleton<DeliveryLedger>();
        services.AddSingleton<IInterceptor, GateInterceptor>();
        services.AddSingleton<IInterceptor, CheckpointInterceptor>();
        services.AddHostedService<Checkpoints>();
        services.AddSingleton<DatabaseStart>();
        services.AddSingleton<DatabaseCopy>();
        services.AddSingleton<Erasure>();
        services.AddPooledDbContextFactory<AppDbContext>((provider, options) => options
            .UseSqlite(ConnectionString(provider.GetRequiredService<DataFolder>()))
            .AddInterceptors(provider.GetServices<IInterceptor>()));
    }

    /// <summary>A connection beside those of <see cref="AppDbContext"/>; it is never one of theirs, so it may have settings of its own.</summary>
    internal static SqliteConnection Open(DataFolder folder)
    {
        var connection = new SqliteConnection(ConnectionString(folder, pooled: false));
        connection.Open();
        return connection;
    }

    /// <summary>
    /// EF makes the database in WAL mode, in which this SQLite keeps <c>synchronous=FULL</c>: what was acknowledged survives a power cut.
    /// </summary>
    private static string ConnectionString(DataFolder folder, bool pooled = true) => new SqliteConnectionStringBuilder
    {
        DataSource = folder.Database,
        ForeignKeys = true,
        DefaultTimeout = 5,
        Pooling = pooled,
    }.ToString();
}
