using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using TaskHub.Identity;

namespace TaskHub.Bench.Delivery;

/// <summary>How long an administrator waits for a page, to its last byte, with a million attempts and with none.</summary>
internal sealed partial class Pages(Settings settings, Report report, Scratch scratch)
{
    private const int Attempts = 1_000_000;
    private const int Uncounted = 5;
    private const int Times = 41;
    private const string Password = "measured in one long breath";
    private const string Hooks = "/app/organization/1/web_hooks";

    /// <summary>What is asked for.</summary>
    public static IReadOnlyList<(string Name, string Path)> All { get; } =
    [
        ("webhooks", Hooks), ("one webhook", $"{Hooks}/25"), ("by state", $"{Hooks}/25?state=failed"), ("by code", $"{Hooks}/25?code=5xx"),
        ("by error", $"{Hooks}/25?error=http_status"), ("by event", $"{Hooks}/25?event=task.updated"), ("by task", $"{Hooks}/25?task=5000"),
        ("by time", $"{Hooks}/25?since=2h&until=1h"), ("by a text", $"{Hooks}/25?q=Task"), ("by a text that is nowhere", $"{Hooks}/25?q=nowhere"),
        ("events", $"{Hooks}/events"), ("jobs", "/jobs"), ("jobs that failed", "/jobs?tab=failed"), ("jobs that succeeded", "/jobs?tab=succeeded"),
    ];

    public async Task RunAsync()
    {
        using var empty = await HubProcess.StartAsync(await MakeAsync(0), Rounds.HubPort);
        var folder = await MakeAsync(Math.Min(Attempts, settings.Attempts));
        using var full = await HubProcess.StartAsync(folder, Rounds.HubPort + 3);
        await AddedUpAsync(folder);
        using var a = await SignInAsync(empty);
        using var b = await SignInAsync(full);
        foreach (var (name, path) in All)
        {
            var (without, with) = (new List<double>(), new List<double>());
            for (var turn = 0; turn < Uncounted + Times; turn++)
            {
                without.Add(await TimeAsync(a, path));
                with.Add(await TimeAsync(b, path));
            }

            report.Add($"pages, {name}, empty, ms", Middle(without));
            report.Add($"pages, {name}, full, ms", Middle(with));
        }
    }

    private static double Middle(List<double> all) => all.Skip(Uncounted).Order().ElementAt(Times / 2);

    private async Task<string> MakeAsync(int attempts)
    {
        var folder = scratch.New();
        await using (var hub = await HubInside.MakeAsync(folder))
        {
            await hub.AddWebhooksAsync([.. Enumerable.Range(0, History.Webhooks).Select(i => $"http://127.0.0.1:9/{i}")], enabled: true);
            var hash = hub.Services.GetRequiredService<Passwords>().Hash(Password);
            await hub.Gate.RunAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, hash)));
        }

        if (attempts > 0)
        {
            var events = attempts / History.AttemptsEach / History.Webhooks;
            History.Fill(folder, events, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - (events * 1_000L));
            History.Settle(folder);
        }

        return folder;
    }

    /// <summary>Waits until the hub has added up what the plots show, as it has long done where a history grew by and by.</summary>
    private static async Task AddedUpAsync(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "taskhub.db")};Mode=ReadOnly;Default Timeout=60");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """SELECT (SELECT MAX("Id") FROM "Attempts") = (SELECT "Value" FROM "Counters" WHERE "Name" = 'TalliedAttempt')""";
        for (var tries = 0; command.ExecuteScalar() is not 1L; tries++)
        {
            await Task.Delay(tries < 600 ? 500 : throw new TimeoutException("The attempts were not added up."));
        }
    }

    private static async Task<HttpClient> SignInAsync(HubProcess hub)
    {
        var http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), UseCookies = true }) { BaseAddress = new Uri(hub.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)) };
        var page = (await http.GetStringAsync("/sign-in")).Split("<form").Single(f => f.Contains("value=\"sign-in\"", StringComparison.Ordinal));
        using var form = new FormUrlEncodedContent(Hidden().Matches(page).Select(m => (m.Groups[1].Value, m.Groups[2].Value))
            .Append(("Input.Email", "bench@example.com")).Append(("Input.Password", Password))
            .Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        using var answer = await http.PostAsync("/sign-in", form);
        return answer.RequestMessage!.RequestUri!.AbsolutePath != "/sign-in" ? http : throw new InvalidOperationException("Nobody could sign in.");
    }

    private static async Task<double> TimeAsync(HttpClient http, string path)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await http.GetAsync(path);
        var page = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return page.Contains("</html>", StringComparison.Ordinal) && answer.RequestMessage!.RequestUri!.PathAndQuery == path ? took : throw new InvalidOperationException($"{path} is no page.");
    }

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)" */?>""")]
    private static partial Regex Hidden();
}
