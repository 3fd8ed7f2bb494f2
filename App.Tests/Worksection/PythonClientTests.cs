using System.Diagnostics;
using System.Text.Json.Nodes;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Worksection;

/// <summary>A program in another language, with nothing but its own library, works with the hub as Worksection's Python client does.</summary>
public sealed class PythonClientTests(WorksectionHub hub) : IClassFixture<WorksectionHub>
{
    [Fact]
    public async Task What_a_client_asks_is_answered_and_its_webhook_hears_of_it()
    {
        Assert.SkipUnless(PathTools.Has("python3"), "python3 is not installed; this test runs a client in it");
        hub.Hooks.Receiver.AnswerWith(Answer.WorksectionOk);

        var calls = await RunAsync(hub.Hooks.Hub.Url, WorksectionHub.Key, hub.Hooks.Url("python"));

        Assert.Equal(42, calls.Count);
        var refused = calls.Where(c => (string?)c["answer"]!["status"] != "ok").Select(c => ((string?)c["action"], (int)c["http"]!, (int)c["answer"]!["status_code"]!));
        Assert.Equal([("delete_webhook", 200, 10), ("delete_webhook", 200, 10), ("get_projects", 401, 2), ("get_projects", 401, 2)], refused);
        foreach (var tongue in calls.SkipLast(2).Chunk(20))
        {
            JsonNode Told(string action) => tongue.First(c => (string?)c["action"] == action)["answer"]!;
            Assert.True((long)Told("add_webhook")["id"]! > 0);
            Assert.Equal("active", (string?)Told("get_webhooks")["data"]!.AsArray().Single(h => (string?)h!["url"] == hub.Hooks.Url("python"))!["status"]);
            Assert.Equal(("Ship & tell", "Words", 1), ((string?)Told("get_task")["data"]!["name"], (string?)Told("get_task")["data"]!["text"], Told("get_task")["data"]!["child"]!.AsArray().Count));
            Assert.Equal("Said “so”", (string?)Told("get_comments")["data"]![0]!["text"]);
            Assert.Single(Told("search_tasks")["data"]!.AsArray());
            Assert.Contains(Told("get_projects")["data"]!.AsArray(), p => (string?)p!["name"] == "Jürgen & co");
            Assert.Equal(
                ["post", "post", "update", "update", "update", "close", "reopen", "post"],
                Told("get_events")["data"]!.AsArray().Select(e => (string?)e!["action"]));
        }

        var heard = await HeardAsync(12);
        Assert.All(heard, request => Assert.Equal("Basic YWRhOnAgdw==", request["Authorization"]));
        Assert.Equal(2, heard.Count(r => JsonNode.Parse(r.Text)![0]!["action"]!.ToString() == "close"));
    }

    private Task<IReadOnlyList<ReceivedRequest>> HeardAsync(int count) =>
        hub.Hooks.Receiver.WaitForAsync(count, r => r.Path == "/python" && r.WebhookEvent != "test");

    private async Task<List<JsonNode>> RunAsync(params string[] arguments)
    {
        string[] all = [Path.Combine(AppContext.BaseDirectory, "Worksection", "client", "drive.py"), .. arguments];
        using var process = Process.Start(new ProcessStartInfo("python3", all)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        foreach (var count in new[] { 6, 12 })
        {
            await HeardAsync(count);
            await process.StandardInput.WriteLineAsync();
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{await errors}{await output}");
        return [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }
}
