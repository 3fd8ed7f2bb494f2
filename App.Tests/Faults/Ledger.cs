using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace TaskHub.Tests.Faults;

/// <summary>An event as the database keeps it.</summary>
internal sealed record EventRow(long Id, string Type, long ObjectId, string Key);

/// <summary>A delivery with the numbers and errors of its attempts, in their order.</summary>
internal sealed record DeliveryRow(
    string PublicId, long WebhookId, long EventId, long Sequence, long State, long AttemptsCount, string Object, List<(long Number, string? Error)> Attempts);

/// <summary>What stands in the database file of a hub that has ended, read without any code of the hub.</summary>
internal sealed class Ledger : IDisposable
{
    public const long Retrying = 1;
    public const long Held = 2;
    public const long Delivered = 3;

    private readonly SqliteConnection connection;

    public Ledger(string file)
    {
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
    }

    /// <summary>SQLite's own verdict: "ok", or what is broken.</summary>
    public string Integrity() => string.Join('\n', Read("PRAGMA integrity_check", row => row.GetString(0)));

    /// <summary>Rows that name another one that is not there.</summary>
    public int Dangling() => Read("PRAGMA foreign_key_check", row => row.GetString(0)).Count;

    public List<long> Webhooks() => Read("""SELECT "Id" FROM "Webhooks" ORDER BY "Id" """, row => row.GetInt64(0));

    /// <summary>The deliveries that receivers know of, by their public ids.</summary>
    public List<string> DeliveryIds() => Read("""SELECT "PublicId" FROM "Deliveries" """, row => row.GetString(0));

    public List<long> Tasks() => Read("""SELECT "Id" FROM "Tasks" """, row => row.GetInt64(0));

    /// <summary>How many deliveries are claimed.</summary>
    public long Leased() => Read("""SELECT count(*) FROM "Deliveries" WHERE "LeaseUntil" IS NOT NULL""", row => row.GetInt64(0))[0];

    /// <summary>How many deliveries are in a state.</summary>
    public int InState(long state) => Read("""SELECT "State" FROM "Deliveries" """, row => row.GetInt64(0)).Count(each => each == state);

    public List<EventRow> Events() => Read(
        """SELECT "Id", "Type", "ObjectId", "Data" FROM "Events" ORDER BY "Id" """,
        row => new EventRow(row.GetInt64(0), row.GetString(1), row.GetInt64(2), KeyOf(row.GetString(1), row.GetInt64(2), row.GetString(3))));

    public List<DeliveryRow> Deliveries()
    {
        var attempts = Read(
            """SELECT "DeliveryId", "Number", "Error" FROM "Attempts" ORDER BY "DeliveryId", "Id" """,
            row => (Delivery: row.GetInt64(0), Number: row.GetInt64(1), Error: row.IsDBNull(2) ? null : row.GetString(2)))
            .ToLookup(row => row.Delivery, row => (row.Number, row.Error));
        return Read(
            """
            SELECT "Id", "PublicId", "WebhookId", "EventId", "Sequence", "State", "AttemptsCount", "ObjectType" || ' ' || "ObjectId"
            FROM "Deliveries" ORDER BY "WebhookId", "Sequence"
            """,
            row => new DeliveryRow(
                row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetString(7),
                [.. attempts[row.GetInt64(0)]]));
    }

    /// <summary>The versions of all tasks, and how many events say that they grew.</summary>
    public List<(long Task, long Version, long Grown)> Versions() => Read(
        """
        SELECT t."Id", t."Version",
            (SELECT count(*) FROM "Events" e WHERE e."ObjectType" = 'task' AND e."ObjectId" = t."Id" AND e."Type" <> 'task.deleted')
        FROM "Tasks" t
        """,
        row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)));

    public void Dispose() => connection.Dispose();

    // The mark that the client gave to a task or a comment, and to a task's change the version that it made.
    private static string KeyOf(string type, long id, string data)
    {
        using var json = JsonDocument.Parse(data);
        var it = json.RootElement.GetProperty("object");
        var mark = it.GetProperty(type.StartsWith("comment", StringComparison.Ordinal) ? "body" : "name").GetString();
        var rest = type.StartsWith("task", StringComparison.Ordinal) ? $"|{it.GetProperty("version").GetInt32().ToString(CultureInfo.InvariantCulture)}" : "";
        return type.EndsWith(".created", StringComparison.Ordinal) ? $"{type}|{mark}" : $"{type}|{id}|{mark}{rest}";
    }

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> take)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(take(reader));
        }

        return rows;
    }
}
