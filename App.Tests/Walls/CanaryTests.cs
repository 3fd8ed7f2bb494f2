using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using TaskHub.Tests.Api;
using TaskHub.Tests.Browser;
using TaskHub.Tests.Identity;

namespace TaskHub.Tests.Walls;

/// <summary>Secrets are planted, everything is used, and none is found where it does not belong: logs, pages, exports, figures, the database.</summary>
public sealed class CanaryTests
{
    [Fact]
    public async Task No_planted_secret_is_found_in_logs_pages_exports_figures_or_the_database()
    {
        var logs = new KeptLogs();
        await using var hub = new Hub([new("Logging:LogLevel:Default", "Trace")]) { Logs = logs };
        hub.Start();
        using var api = new ApiClient(hub);
        using var browser = new FormClient(hub);
        await browser.SignInAsync();
        await browser.SignInAsync(password: "canary-wrong-password-1");
        var project = await api.PostAsync("/projects", """{"name":"Canary"}""");
        var hook = await api.PostAsync(
            "/organizations/1/web_hooks",
            """{"url":"http://127.0.0.1:9/canary-path-2?token=canary-query-3","enabled":false,"http_user":"u","http_password":"canary-basic-4","headers":{"X-Key":"canary-header-5"}}""");
        Assert.Equal(201, hook.Status);
        var secret = (string)hook.Object["secret"]!;
        var rotated = (string)(await api.PostAsync($"/web_hooks/{hook.Id}/rotate_secret", "{}")).Object["secret"]!;
        await api.PostAsync($"/web_hooks/{hook.Id}/test", "{}");
        await api.PostAsync("/tasks", $$"""{"project_id":{{project.Id}},"name":"T"}""");
        using var forged = new ApiClient(hub, "thub_pat_canary6789abcdefghijklmnopqrstuvwxyzAB");
        Assert.Equal(401, (await forged.GetAsync("/me")).Status);
        await api.GetAsync("/me?access_token=canary-query-token-7");
        string[] secrets =
            [Hub.Password, Hub.Token, "canary-wrong-password-1", "canary-basic-4", "canary-header-5", "canary-query-token-7", "thub_pat_canary", secret, rotated];

        var pages = new List<string>();
        foreach (var path in new[]
        {
            "/", "/account", "/account/security", "/account/sessions", "/app/organization/1/settings/api", "/app/organization/1/settings/audit",
            "/app/organization/1/web_hooks", $"/app/organization/1/web_hooks/{hook.Id}", "/app/organization/1/audit.csv", "/jobs", "/metrics",
        })
        {
            pages.Add((await browser.GetAsync(path)).Document.Source.Text);
        }

        pages.Add((await api.GetAsync($"/web_hooks/{hook.Id}")).Text);
        pages.Add((await api.GetAsync("/organizations/1/web_hooks")).Text);
        Nowhere(secrets, string.Join('\n', pages), "a page or an answer");
        Assert.NotEmpty(logs.Lines);
        Nowhere([.. secrets, "canary-path-2", "canary-query-3"], string.Join('\n', logs.Lines), "a log");
        Nowhere(secrets, await DumpAsync(hub), "the database");
    }

    private static void Nowhere(IEnumerable<string> secrets, string text, string where)
    {
        foreach (var secret in secrets)
        {
            var at = text.IndexOf(secret, StringComparison.Ordinal);
            Assert.True(at < 0, $"{secret} stands in {where}: …{text[Math.Max(0, at - 120)..Math.Min(text.Length, Math.Max(0, at) + 60)]}…");
        }
    }

    private static async Task<string> DumpAsync(Hub hub)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(hub.DataPath, "taskhub.db")};Mode=ReadOnly;Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var cells = new List<string>();
        foreach (var table in await ReadAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table'"))
        {
            cells.AddRange(await ReadAsync(connection, $"SELECT * FROM \"{table}\""));
        }

        return string.Join('\n', cells);
    }

    private static async Task<List<string>> ReadAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var cells = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                cells.Add(reader.GetValue(i) is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : $"{reader.GetValue(i)}");
            }
        }

        return cells;
    }

    private sealed class KeptLogs : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
