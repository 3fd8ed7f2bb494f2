using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TaskHub.Webhooks;

namespace TaskHub.Bench.Delivery;

/// <summary>
/// From the save to the first byte: the clock starts when the verb that creates a task is called and stops when the receiver has its event,
/// so the rights, the transaction with its commit to disk, the claim, the signature and the request are all in it. The web stack before it
/// is in the figures that say "request".
/// </summary>
internal sealed class Latency(Settings settings, Report report, Receiver receiver, Scratch scratch)
{
    private static readonly string[] Created = ["task.created"];

    public async Task RunAsync()
    {
        var folder = scratch.New();
        await using (var hub = await HubInside.MakeAsync(folder))
        {
            var project = await hub.ProjectAsync();
            await hub.AddWebhooksAsync([$"{receiver.Url}/marksave"], enabled: true, Created);
            await hub.StartAsync();
            Task<long> SaveAsync() => hub.CreateTaskAsync(project);
            await StepAsync("marksave", 300, 6, SaveAsync);
            for (var round = 0; round < settings.Rounds; round++)
            {
                foreach (var rate in new[] { 10, 200, 500 })
                {
                    Add("latency", rate, await StepAsync("marksave", rate, rate == 10 ? settings.Seconds * 2 : settings.Seconds, SaveAsync));
                }
            }

            await NeighboursAsync(hub, SaveAsync);
        }

        await RequestsAsync();
    }

    private async Task NeighboursAsync(HubInside hub, Func<Task<long>> saveAsync)
    {
        await hub.AddWebhooksAsync([$"{receiver.Url}/hangneighbour", $"{receiver.Url}/failneighbour"], enabled: false, Created);
        for (var round = 0; round < settings.Rounds; round++)
        {
            foreach (var both in new[] { false, true })
            {
                // Disabled by a person, so that nothing is held for them while they are away.
                await hub.Gate.RunAsync(async db =>
                {
                    await db.Webhooks.Where(w => !w.Url.EndsWith("marksave")).ExecuteUpdateAsync(set => set
                        .SetProperty(w => w.Enabled, both)
                        .SetProperty(w => w.DisabledReason, both ? null : DisabledReason.ByPerson)
                        .SetProperty(w => w.Errors, 0)
                        .SetProperty(w => w.NotBefore, (DateTimeOffset?)null));
                    await db.Deliveries.Where(d => d.NextAttemptAt != null || d.State == DeliveryState.Held).ExecuteUpdateAsync(set => set
                        .SetProperty(d => d.State, DeliveryState.Canceled)
                        .SetProperty(d => d.NextAttemptAt, (DateTimeOffset?)null));
                });
                var times = (await StepAsync("marksave", 200, settings.Seconds, saveAsync)).Times;
                report.Add($"neighbour, p95 ms {(both ? "with both" : "alone")}", times[(int)(times.Count * 0.95)]);
            }
        }
    }

    private async Task RequestsAsync()
    {
        var folder = scratch.New();
        await Backlog.MakeAsync(folder, [], 0, $"{receiver.Url}/warmlatency", 10_000);
        using var hub = await HubProcess.StartAsync(folder, Rounds.HubPort);
        await receiver.RateAsync("warmlatency", 10_000, TimeSpan.FromMinutes(1));
        var project = await hub.PostAsync("/api/3/projects", new { organization_id = 1, name = "Bench" });
        await hub.PostAsync("/api/3/organizations/1/web_hooks", new { url = $"{receiver.Url}/markrequest", format = "redbooth", events = Created });
        Task<long> RequestAsync() => hub.PostAsync("/api/3/tasks", new { project_id = project, name = "Measured" });
        await StepAsync("markrequest", 200, 5, RequestAsync);
        foreach (var rate in new[] { 10, 200, 500 })
        {
            Add("request", rate, await StepAsync("markrequest", rate, settings.Seconds, RequestAsync));
        }

        await Task.Delay(3_000);
        var (cpu, start) = (hub.Cpu, Stopwatch.GetTimestamp());
        await Task.Delay(10_000);
        report.Add("idle, % of a core", (hub.Cpu - cpu).TotalSeconds / Stopwatch.GetElapsedTime(start).TotalSeconds * 100);
    }

    private void Add(string what, int rate, (List<double> Times, double Reached, int Missing) step)
    {
        report.Add($"{what}, {rate}/s, p50 ms", step.Times[step.Times.Count / 2]);
        report.Add($"{what}, {rate}/s, p99 ms", step.Times[(int)(step.Times.Count * 0.99)]);
        report.Add($"{what}, {rate}/s, reached a second", step.Reached);
        report.Add($"{what}, {rate}/s, missing", step.Missing);
    }

    private async Task<(List<double> Times, double Reached, int Missing)> StepAsync(string family, int rate, int seconds, Func<Task<long>> actAsync)
    {
        var count = rate * seconds;
        var sent = new Dictionary<long, long>();
        var before = (await receiver.CountAsync(family)).Count;
        var start = Stopwatch.GetTimestamp();
        var pending = new List<Task>();
        while (pending.Count < count)
        {
            // What is due by now, then a millisecond of sleep: a loop that spins would take the processor from what it measures.
            for (var due = (int)(Stopwatch.GetElapsedTime(start).TotalSeconds * rate) + 1; pending.Count < Math.Min(due, count);)
            {
                pending.Add(OneAsync());
            }

            await Task.Delay(1);
        }

        await Task.WhenAll(pending);
        var took = Stopwatch.GetElapsedTime(start);
        for (var waited = 0; waited < 500 && (await receiver.CountAsync(family)).Count < before + count; waited++)
        {
            await Task.Delay(20);
        }

        var marks = (await receiver.MarksAsync(family))
            .Select(m => (Body: JsonDocument.Parse(m.Key).RootElement, m.Value))
            .Where(m => m.Body.GetProperty("type").GetString() == "task")
            .ToDictionary(m => long.Parse(m.Body.GetProperty("id").GetString()!, CultureInfo.InvariantCulture), m => m.Value);
        var times = sent.Where(s => marks.ContainsKey(s.Key)).Select(s => Stopwatch.GetElapsedTime(s.Value, marks[s.Key]).TotalMilliseconds).Order().ToList();
        return (times, count / took.TotalSeconds, count - times.Count);

        async Task OneAsync()
        {
            var started = Stopwatch.GetTimestamp();
            var id = await actAsync();
            lock (sent)
            {
                sent[id] = started;
            }
        }
    }
}
