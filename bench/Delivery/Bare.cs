using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace TaskHub.Bench.Delivery;

/// <summary>
/// The limit: a bare loop, 64 requests at once, that also records each attempt in batched SQLite transactions. No signing, no guard, no
/// retries, no order.
/// </summary>
internal static class Bare
{
    private const int AtOnce = 64;

    public static async Task RunAsync(string url, int count, string database)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce, UseProxy = false };
        using var http = new HttpClient(handler);
        var body = """{"type":"task","id":"51","url":"http://localhost:5080/api/3/tasks/51","action":"create"}"""u8.ToArray();
        var attempts = Channel.CreateUnbounded<(int Number, int Status, double Milliseconds)>(new() { SingleReader = true });
        var recording = RecordAsync(attempts.Reader, database, body.Length);
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            int number;
            while ((number = Interlocked.Increment(ref next)) <= count)
            {
                var started = System.Diagnostics.Stopwatch.GetTimestamp();
                using var content = new ByteArrayContent(body);
                using var answer = await http.PostAsync(url, content);
                await answer.Content.CopyToAsync(Stream.Null);
                attempts.Writer.TryWrite((number, (int)answer.StatusCode, System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalMilliseconds));
            }
        }));
        attempts.Writer.Complete();
        await recording;
    }

    private static async Task RecordAsync(ChannelReader<(int Number, int Status, double Milliseconds)> attempts, string database, int length)
    {
        using var connection = new SqliteConnection($"Data Source={database}");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE Attempt (Id INTEGER PRIMARY KEY, Number INTEGER, Status INTEGER, Ms REAL, Headers TEXT, Body TEXT)");
        var (headers, body) = (new string('h', 600), new string('b', length));
        while (await attempts.WaitToReadAsync())
        {
            using var transaction = connection.BeginTransaction();
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO Attempt (Number, Status, Ms, Headers, Body) VALUES ($n, $s, $m, $h, $b)";
            var (n, s, m) = (insert.Parameters.Add("$n", SqliteType.Integer), insert.Parameters.Add("$s", SqliteType.Integer), insert.Parameters.Add("$m", SqliteType.Real));
            insert.Parameters.AddWithValue("$h", headers);
            insert.Parameters.AddWithValue("$b", body);
            for (var rows = 0; rows < 256 && attempts.TryRead(out var attempt); rows++)
            {
                (n.Value, s.Value, m.Value) = (attempt.Number, attempt.Status, attempt.Milliseconds);
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
