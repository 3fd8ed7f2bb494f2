using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace TaskHub.Bench.Delivery;

/// <summary>
/// The limit: a bare loop, 64 requests at once, that records each attempt as TaskHub must: the same headers and body go out, and a row with
/// the same columns, headers and bodies goes into TaskHub's own table with its indexes, in batched transactions of the same durability. No
/// queue, no signing, no guard, no retries, no order, no state of a delivery or a webhook.
/// </summary>
internal static class Bare
{
    private const int AtOnce = 64;

    /// <param name="url">Where to post.</param>
    /// <param name="count">How often.</param>
    /// <param name="folder">A data folder of TaskHub's that nobody serves, for its table.</param>
    public static async Task RunAsync(string url, int count, string folder)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce, UseProxy = false };
        using var http = new HttpClient(handler);
        var attempts = Channel.CreateUnbounded<Row>(new() { SingleReader = true });
        var recording = Task.Run(() => RecordAsync(attempts.Reader, Path.Combine(folder, "taskhub.db")));
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            int number;
            while ((number = Interlocked.Increment(ref next)) <= count)
            {
                attempts.Writer.TryWrite(await PostAsync(http, url, number));
            }
        })));
        attempts.Writer.Complete();
        await recording;
    }

    private static async Task<Row> PostAsync(HttpClient http, string url, int number)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $$"""{"type":"task","id":"{{number}}","url":"http://127.0.0.1:5981/api/3/tasks/{{number}}","action":"create"}""");
        var (at, started) = (DateTimeOffset.UtcNow, Stopwatch.GetTimestamp());
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        (string Name, string Value)[] headers =
        [
            ("User-Agent", "TaskHub/0.1.0"), ("webhook-id", $"dlv_01a21554d62979f4a067e22a{number:x8}_51"),
            ("webhook-timestamp", $"{at.ToUnixTimeSeconds()}"), ("webhook-signature", "v1,9pX0P+2L8/urSQHXZ8Az6nfrK3Juk6fTVAIEYmzXDvE="),
            ("webhook-event", "task.created"), ("webhook-attempt", "1"), ("webhook-event-id", $"evt_01a21554d62979f4a067e22a{number:x8}"),
            ("webhook-sequence", $"{number}"),
        ];
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var first = Stopwatch.GetElapsedTime(started);
        var body = await answer.Content.ReadAsStringAsync();
        var back = answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated).Select(h => (h.Key, h.Value.ToString()));
        return new Row(number, at, Stopwatch.GetElapsedTime(started), first, (int)answer.StatusCode, Json(headers), text, Json(back), body);
    }

    private static string Json(IEnumerable<(string Name, string Value)> headers)
    {
        var json = new StringBuilder("{");
        foreach (var (name, value) in headers)
        {
            json.Append(json.Length > 1 ? ",\"" : "\"").Append(name).Append("\":\"").Append(value).Append('"');
        }

        return json.Append('}').ToString();
    }

    private static async Task RecordAsync(ChannelReader<Row> attempts, string database)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=False;Foreign Keys=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
        await using var insert = connection.CreateCommand();
        insert.CommandText = """
            INSERT INTO "Attempts" ("DeliveryId", "WebhookId", "Number", "StartedAt", "DurationMs", "FirstByteMs", "StatusCode", "RequestHeaders",
                "RequestBody", "ResponseHeaders", "ResponseBody", "ResponseCut", "ByHand")
            VALUES ($0, 1, 1, $1, $2, $3, $4, $5, $6, $7, $8, 0, 0)
            """;
        var values = Enumerable.Range(0, 9).Select(i => insert.Parameters.AddWithValue($"${i}", DBNull.Value)).ToArray();
        while (await attempts.WaitToReadAsync())
        {
            await using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (var rows = 0; rows < 256 && attempts.TryRead(out var row); rows++)
            {
                values[0].Value = row.Number;
                values[1].Value = row.At.ToUnixTimeMilliseconds();
                values[2].Value = (int)row.Took.TotalMilliseconds;
                values[3].Value = (int)row.First.TotalMilliseconds;
                values[4].Value = row.Status;
                values[5].Value = row.Sent;
                values[6].Value = row.Body;
                values[7].Value = row.Back;
                values[8].Value = row.Answer;
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

    private sealed record Row(
        int Number, DateTimeOffset At, TimeSpan Took, TimeSpan First, int Status, string Sent, string Body, string Back, string Answer);
}
