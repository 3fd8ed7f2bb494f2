using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Dispatch;

namespace TaskHub.Bench.Delivery;

/// <summary>What a long history costs: each page's statements in the database, and pruning, with all attempts and with one in a hundred.</summary>
internal sealed class History(Settings settings, Report report, Scratch scratch)
{
    public const int Webhooks = 50;
    public const int AttemptsEach = 2;

    // 2023, so that no time of now is among them.
    private const long First = 1_700_000_000_000;

    public async Task RunAsync()
    {
        await LookAsync("one in a hundred", settings.Attempts / 100);
        await LookAsync("full", settings.Attempts);
    }

    private async Task LookAsync(string name, int attempts)
    {
        var folder = scratch.New();
        var seen = new Statements();
        await using (var hub = await HubInside.MakeAsync(folder, services => services.AddSingleton<IInterceptor>(seen)))
        {
            await hub.AddWebhooksAsync([.. Enumerable.Range(0, Webhooks).Select(i => $"http://127.0.0.1:9/{i}")], enabled: true);
            var start = Stopwatch.GetTimestamp();
            var events = attempts / AttemptsEach / Webhooks;
            Fill(folder, events, First);
            Settle(folder);
            Console.WriteLine($"history: {attempts:N0} attempts made in {Stopwatch.GetElapsedTime(start).TotalSeconds:N0} s");
            await PagesAsync(hub, seen, folder, name, events);
            await PruneAsync(hub, name, events * Webhooks);
        }

        scratch.Drop(folder);
    }

    private async Task PagesAsync(HubInside hub, Statements seen, string folder, string name, int events)
    {
        var find = hub.Services.GetRequiredService<FindDeliveries>();
        var middle = $"{events / 2 * Webhooks}";
        var at = DateTimeOffset.FromUnixTimeMilliseconds(First + (events / 2 * 1_000L));
        (string Page, DeliveryFilter Filter, string? Cursor)[] pages =
        [
            ("newest", new(), null),
            ("from the middle", new(), middle),
            ("failed", new() { State = "failed" }, null),
            ("an hour of the middle", new() { Since = at, Until = at + TimeSpan.FromHours(1) }, null),
        ];
        var slowest = 0.0;
        foreach (var (page, filter, cursor) in pages)
        {
            seen.Clear();
            var result = await find.RunAsync(hub.Actor, 25, filter, 50, cursor);
            if (!result.Ok || result.Value.Deliveries.Count == 0)
            {
                throw new InvalidOperationException($"The page {page} is empty.");
            }

            var milliseconds = seen.Time(folder);
            report.Add($"history, {page}, {name}, ms", milliseconds);
            slowest = Math.Max(slowest, milliseconds);
        }

        report.Add($"history, slowest page, {name}, ms", slowest);
    }

    private async Task PruneAsync(HubInside hub, string name, int all)
    {
        // With their attempts, a thousand rows.
        const int Deliveries = 1_000 / (1 + AttemptsEach);
        var times = new List<double>();
        for (var batch = 0; batch < 300 && (batch + 1) * Deliveries <= all; batch++)
        {
            var ids = Enumerable.Range((batch * Deliveries) + 1, Deliveries).Select(i => (long)i).ToList();
            var start = Stopwatch.GetTimestamp();
            if (await hub.Gate.RunAsync(db => RetentionJob.PruneAsync(db, ids, CancellationToken.None)) != Deliveries)
            {
                throw new InvalidOperationException("What was to be pruned is not there.");
            }

            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        report.Add(name == "full" ? "history, prune 1,000 rows, p99 ms" : $"history, prune 1,000 rows, {name}, p99 ms", times[(int)Math.Ceiling(times.Count * 0.99) - 1]);
        report.Add($"history, prune 1,000 rows, {name}, p50 ms", times[times.Count / 2]);
    }

    /// <summary>To the disk with it: a history that has grown over months does not wait in the machine's memory for the commit that is measured.</summary>
    public static void Settle(string folder)
    {
        foreach (var path in Directory.GetFiles(folder, "taskhub.db*"))
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            RandomAccess.FlushToDisk(file);
        }
    }

    /// <summary>Sets of rows, the indexes made afterwards: by the verbs it would take an hour.</summary>
    /// <param name="folder">Of a hub with so many webhooks.</param>
    /// <param name="events">How many, a second apart; each webhook has a delivery of each.</param>
    /// <param name="first">When the first one was, in ms since 1970.</param>
    public static void Fill(string folder, int events, long first)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "taskhub.db")};Pooling=False;Foreign Keys=False;Default Timeout=600");
        connection.Open();
        var indexes = new List<(string Name, string Sql)>();
        using (var list = connection.CreateCommand())
        {
            list.CommandText = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('Deliveries', 'Attempts', 'Events')";
            using var reader = list.ExecuteReader();
            while (reader.Read())
            {
                indexes.Add((reader.GetString(0), reader.GetString(1)));
            }
        }

        var times = first.ToString(CultureInfo.InvariantCulture);
        Execute("PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; PRAGMA temp_store = MEMORY;");
        Execute(string.Concat(indexes.Select(i => $"""DROP INDEX "{i.Name}";""")));
        Execute($$$"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {{{events}}})
            INSERT INTO "Events" ("Id", "PublicId", "OrganizationId", "ProjectId", "TaskId", "Type", "ObjectType", "ObjectId", "ActorId", "Data", "OccurredAt")
            SELECT i, printf('evt_%032x', i), 1, 1, i, 'task.updated', 'task', i, 1,
                printf('{"actor":{"type":"User","id":1,"name":"Bench"},"object":{"type":"Task","id":%d,"name":"Task %d"}}', i, i), {{{times}}} + i * 1000 FROM n
            """);
        Execute($$"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {{events}} * {{Webhooks}} - 1)
            INSERT INTO "Deliveries" ("Id", "PublicId", "Sequence", "OrganizationId", "WebhookId", "EventId", "EventType", "ObjectType", "ObjectId", "State",
                "AttemptsCount", "RoundAttempts", "ByHand", "LastStatusCode", "FailedStatusCode", "FailedError", "CreatedAt", "DeliveredAt")
            SELECT i + 1, printf('dlv_%032x_%d', i / {{Webhooks}} + 1, i % {{Webhooks}} + 1), i / {{Webhooks}} + 1, 1, i % {{Webhooks}} + 1, i / {{Webhooks}} + 1,
                'task.updated', 'task', i / {{Webhooks}} + 1, CASE WHEN i / {{Webhooks}} % 100 = 0 THEN 4 ELSE 3 END, {{AttemptsEach}}, {{AttemptsEach}}, 0, 200, 500, 'http_status',
                {{times}} + i / {{Webhooks}} * 1000, {{times}} + i / {{Webhooks}} * 1000 + 9 FROM n
            """);
        Execute($$"""
            WITH k(n) AS (SELECT 1 UNION ALL SELECT 2)
            INSERT INTO "Attempts" ("DeliveryId", "WebhookId", "Number", "StartedAt", "DurationMs", "FirstByteMs", "StatusCode", "Error", "RequestHeaders",
                "RequestBody", "ResponseHeaders", "ResponseBody", "ResponseCut", "ByHand")
            SELECT d."Id", d."WebhookId", k.n, d."CreatedAt" + k.n, 5, 4, CASE k.n WHEN 1 THEN 500 ELSE 200 END, CASE k.n WHEN 1 THEN 'http_status' END,
                '{"User-Agent":"TaskHub/1.0"}', '{"type":"task"}', '{"Server":"Bench"}', '', 0, 0 FROM "Deliveries" d CROSS JOIN k
            """);
        foreach (var (_, sql) in indexes)
        {
            Execute(sql);
        }

        Execute("ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);");

        void Execute(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Keeps the statements that a verb ran, to run them again by themselves.</summary>
    private sealed class Statements : DbCommandInterceptor
    {
        private readonly List<(string Sql, (string Name, object? Value)[] Parameters)> seen = [];

        public void Clear() => seen.Clear();

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            seen.Add((command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))]));
            return ValueTask.FromResult(result);
        }

        /// <summary>Milliseconds that all of them take together, read to the end; the middle of 51 times.</summary>
        public double Time(string folder)
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "taskhub.db")};Pooling=False;Mode=ReadOnly");
            connection.Open();
            var commands = seen.ToList().ConvertAll(s =>
            {
                var command = connection.CreateCommand();
                command.CommandText = s.Sql;
                foreach (var (name, value) in s.Parameters)
                {
                    command.Parameters.AddWithValue(name, value ?? DBNull.Value);
                }

                command.Prepare();
                return command;
            });
            var times = new List<double>();
            for (var turn = 0; turn < 51; turn++)
            {
                var start = Stopwatch.GetTimestamp();
                foreach (var command in commands)
                {
                    using var reader = command.ExecuteReader();
                    while (reader.Read())
                    {
                    }
                }

                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            commands.ForEach(c => c.Dispose());
            times.Sort();
            return times[times.Count / 2];
        }
    }
}
