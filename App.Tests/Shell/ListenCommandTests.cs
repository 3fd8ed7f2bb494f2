using System.Diagnostics;
using TaskHub.Tests.Fakes;
using TaskHub.Tests.Webhooks;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Shell;

public sealed class ListenCommandTests(HookHub hub) : IClassFixture<HookHub>
{
    [Fact]
    public async Task It_says_what_arrives_and_whether_it_verifies_and_answers_what_it_is_told()
    {
        var secret = SigningSecret.Generate();
        using var listener = await Listener.StartAsync(["--port", "0"], secret);

        var made = await hub.Api.PostAsync($"/organizations/{hub.Organization}/web_hooks", $$"""{"url":"{{listener.Url}}","format":"worksection","secret":"{{secret}}"}""");
        Assert.Equal(201, made.Status);
        Assert.Matches(@"^\d\d:\d\d:\d\d\.\d{3}  test  2 B  attempt 1  signature verifies  → ok$", await listener.LineAsync());

        var task = await hub.TaskAsync("Try it");
        Assert.Matches($@"  task\.created  task {task}  \d+ B  attempt 1  signature verifies  → ok$", await listener.LineAsync());

        foreach (var (name, error) in new[] { ("500", "http_status"), ("redirect", "redirect"), ("410", "http_status"), ("hang", "timeout"), ("strict", null), ("ok", null) })
        {
            await listener.PostAsync($"answer/{name}");
            Assert.StartsWith($"Answering {name}: ", await listener.LineAsync(), StringComparison.Ordinal);
            var test = await hub.Api.PostAsync($"/web_hooks/{made.Id}/test", "");
            Assert.Equal(error, (string?)test.Object["attempt"]!["error"]);
            Assert.EndsWith($"→ {name}", await listener.LineAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(404, await listener.PostAsync("answer/nonsense"));
        Assert.Equal(0, await listener.EndAsync());
    }

    [Fact]
    public async Task It_says_when_a_signature_is_wrong_or_missing_and_a_stranger_cannot_steer_the_terminal()
    {
        using var listener = await Listener.StartAsync(["--port", "0", "--secret", SigningSecret.Generate(), "--answer", "500"]);

        var refused = await hub.Api.PostAsync($"/organizations/{hub.Organization}/web_hooks", $$"""{"url":"{{listener.Url}}"}""");
        Assert.Equal(422, refused.Status);
        Assert.EndsWith("DOES NOT VERIFY: another secret, or another body  → 500", await listener.LineAsync(), StringComparison.Ordinal);

        Assert.Equal(200, await listener.PostAsync("answer/strict"));
        await listener.LineAsync();
        Assert.Equal(401, await listener.PostAsync("any", "{}"));
        Assert.EndsWith("→ strict", await listener.LineAsync(), StringComparison.Ordinal);
        Assert.Equal(200, await listener.PostAsync("answer/500"));
        await listener.LineAsync();

        Assert.Equal(500, await listener.PostAsync("any", "{\"type\":\"\\u001b[2Jtask\",\"id\":1}"));
        Assert.EndsWith("POST /any  ·[2jtask 1  31 B  NOT SIGNED as Standard Webhooks asks  → 500", await listener.LineAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Usage: listen", "listen", "--answer", "often")]
    [InlineData("Usage: listen", "listen", "--show", "some")]
    [InlineData("Usage: listen", "listen", "--prot", "5090")]
    [InlineData("Usage: listen", "listen", "5090")]
    [InlineData("The port is a number", "listen", "--port", "70000")]
    [InlineData("No signature is checked", "listen", "--answer", "strict")]
    [InlineData("A secret is whsec_", "listen", "--secret", "hunter2")]
    [InlineData("There is no command lisen.", "lisen")]
    public async Task What_is_wrong_is_one_line(string beginning, params string[] arguments)
    {
        var (code, output, errors) = await HubCommand.RunAsync(arguments);

        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith(beginning, Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said()
    {
        var (code, _, errors) = await HubCommand.RunAsync(["listen", "--port", $"{hub.Receiver.Port}"]);

        Assert.Equal((1, $"Something else listens on port {hub.Receiver.Port} already. Choose another with --port.\n"), (code, errors.ReplaceLineEndings("\n")));
    }

    [Theory]
    [InlineData("help")]
    [InlineData("listen", "--help")]
    [InlineData("backup", "-h")]
    [InlineData("demo", "--help")]
    public async Task The_help_names_every_command(params string[] arguments)
    {
        var (code, output, _) = await HubCommand.RunAsync(arguments);

        Assert.Equal(0, code);
        Assert.All(["demo", "token", "backup", "restore", "listen", "--answer"], command => Assert.Contains(command, output, StringComparison.Ordinal));
    }

    /// <summary>The command in a process of its own.</summary>
    private sealed class Listener(Process process) : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
        private readonly HttpClient http = new();

        public string Url { get; private set; } = "";

        public static async Task<Listener> StartAsync(string[] arguments, string? secret = null)
        {
            string[] all = ["exec", typeof(Program).Assembly.Location, "listen", .. arguments];
            var start = new ProcessStartInfo("dotnet", all) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
            start.Environment["TASKHUB_WEBHOOK_SECRET"] = secret ?? "";
            var listener = new Listener(Process.Start(start)!);
            listener.Url = (await listener.LineAsync()).Split(' ')[2];
            await listener.LineAsync();
            await listener.LineAsync();
            return listener;
        }

        public async Task<string> LineAsync() =>
            await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask()
                .WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken)
            ?? throw new InvalidOperationException("The listener ended.");

        public async Task<int> PostAsync(string path, string body = "")
        {
            using var content = new StringContent(body);
            using var answer = await http.PostAsync(new Uri(Url + path), content, TestContext.Current.CancellationToken);
            return (int)answer.StatusCode;
        }

        /// <summary>
        /// Asks it to end, as Ctrl+C does; by SIGTERM, since a test run in the background of a shell ignores Ctrl+C and hands that down. Where there
        /// are no such signals the process is killed, and counts as ended well.
        /// </summary>
        public async Task<int> EndAsync()
        {
            if (OperatingSystem.IsWindows())
            {
                process.Kill();
                return 0;
            }

            using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);
            return process.ExitCode;
        }

        public void Dispose()
        {
            process.Kill();
            process.Dispose();
            http.Dispose();
        }
    }
}
