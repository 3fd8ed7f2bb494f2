using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace TaskHub.Bench.Delivery;

/// <summary>
/// From the click to the first byte: the clock starts when the API request that creates a task is sent and stops when the receiver has its
/// event, so the web stack, the rights, the transaction with its commit to disk, the claim, the signature and the connection are all in it.
/// </summary>
internal static class Latency
{
    public static async Task RunAsync(Settings settings, Report report, Receiver receiver, Scratch scratch, int hubPort)
    {
        var folder = scratch.New();
        await Backlog.MakeAsync(folder, [], 0, $"{receiver.Url}/warmlatency", 2_000);
        using var hub = await HubProcess.StartAsync(folder, hubPort);
        await receiver.RateAsync("warmlatency", 2_000, TimeSpan.FromMinutes(1));
        var project = await PostAsync(hub, "/api/3/projects", new { organization_id = 1, name = "Bench" });
        await PostAsync(hub, "/api/3/organizations/1/web_hooks", new { url = $"{receiver.Url}/mark", format = "redbooth", events = new[] { "task.created" } });
        foreach (var rate in new[] { 200, 10, 200, 500 })
        {
            var count = rate * settings.Seconds;
            var sent = new Dictionary<long, long>();
            var cpu = hub.Cpu;
            var start = Stopwatch.GetTimestamp();
            var pending = new List<Task>();
            for (var i = 0; i < count; i++)
            {
                var due = start + (long)(i * (double)Stopwatch.Frequency / rate);
                while (Stopwatch.GetTimestamp() < due)
                {
                    var left = TimeSpan.FromSeconds((due - Stopwatch.GetTimestamp()) / (double)Stopwatch.Frequency);
                    await (left > TimeSpan.FromMilliseconds(2) ? Task.Delay(left - TimeSpan.FromMilliseconds(1)) : Task.Yield().AsTask());
                }

                pending.Add(CreateAsync(hub, project, sent));
            }

            await Task.WhenAll(pending);
            var took = Stopwatch.GetElapsedTime(start);
            await Task.Delay(1_000);
            var marks = (await receiver.MarksAsync("mark"))
                .Select(m => (Body: JsonDocument.Parse(m.Key).RootElement, m.Value))
                .Where(m => m.Body.GetProperty("type").GetString() == "task")
                .ToDictionary(m => long.Parse(m.Body.GetProperty("id").GetString()!, CultureInfo.InvariantCulture), m => m.Value);
            var times = sent.Where(s => marks.ContainsKey(s.Key))
                .Select(s => Stopwatch.GetElapsedTime(s.Value, marks[s.Key]).TotalMilliseconds).Order().ToList();
            report.Add("latency", $"{rate}/s, p50 ms", times[times.Count / 2]);
            report.Add("latency", $"{rate}/s, p99 ms", times[(int)(times.Count * 0.99)]);
            report.Add("latency", $"{rate}/s, reached a second", count / took.TotalSeconds);
            report.Add("latency", $"{rate}/s, CPU % of a core", (hub.Cpu - cpu).TotalSeconds / took.TotalSeconds * 100);
            report.Add("latency", $"{rate}/s, missing", count - times.Count);
        }

        await Task.Delay(3_000);
        var (idleCpu, idleStart) = (hub.Cpu, Stopwatch.GetTimestamp());
        await Task.Delay(10_000);
        report.Add("latency", "idle, CPU % of a core", (hub.Cpu - idleCpu).TotalSeconds / Stopwatch.GetElapsedTime(idleStart).TotalSeconds * 100);
    }

    private static async Task CreateAsync(HubProcess hub, long project, Dictionary<long, long> sent)
    {
        var started = Stopwatch.GetTimestamp();
        var id = await PostAsync(hub, "/api/3/tasks", new { project_id = project, name = "Measured" });
        lock (sent)
        {
            sent[id] = started;
        }
    }

    private static async Task<long> PostAsync(HubProcess hub, string path, object body)
    {
        using var answer = await hub.Http.PostAsJsonAsync(path, body);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return answer.IsSuccessStatusCode ? json.GetProperty("id").GetInt64() : throw new InvalidOperationException(json.ToString());
    }

    private static async Task AsTask(this System.Runtime.CompilerServices.YieldAwaitable yield) => await yield;
}
