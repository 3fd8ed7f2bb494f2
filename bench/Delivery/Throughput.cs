using System.Diagnostics;

namespace TaskHub.Bench.Delivery;

/// <summary>Events a second, each a transaction of its own: alone, delivered and recorded, and through the API.</summary>
internal sealed class Throughput(Settings settings, Report report, Receiver receiver, Scratch scratch)
{
    private const int Count = 3_000;
    private const int Producers = 2;
    private static readonly string[] Created = ["task.created"];

    public async Task RunAsync()
    {
        for (var round = 0; round < settings.Rounds; round++)
        {
            report.Add("events, transactions alone, /s", await InsideAsync($"alone{round}", delivers: false, held: false));
            report.Add("events, end to end, /s", await InsideAsync($"end{round}", delivers: true, held: false));
            report.Add("events, transactions with held deliveries, /s", await InsideAsync($"held{round}", delivers: false, held: true));
            report.Add("events, API, /s", await ApiAsync());
        }
    }

    private async Task<double> InsideAsync(string family, bool delivers, bool held)
    {
        await using var hub = await HubInside.MakeAsync(scratch.New());
        var project = await hub.ProjectAsync();
        await hub.AddWebhooksAsync([$"{receiver.Url}/{family}"], enabled: !held, Created);
        if (delivers)
        {
            await hub.StartAsync();
        }

        const int Warm = 500;
        await ManyAsync(Warm, Producers, () => hub.CreateTaskAsync(project));
        var start = Stopwatch.GetTimestamp();
        await ManyAsync(Count, Producers, () => hub.CreateTaskAsync(project));
        while (delivers && await hub.DeliveredAsync() < Warm + Count)
        {
            await Task.Delay(5);
        }

        return Count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private async Task<double> ApiAsync()
    {
        var folder = scratch.New();
        await Backlog.MakeAsync(folder, [$"{receiver.Url}/none"], 0, $"{receiver.Url}/none", 0);
        using var hub = await HubProcess.StartAsync(folder, Rounds.HubPort);
        var project = await hub.PostAsync("/api/3/projects", new { organization_id = 1, name = "Bench" });
        Task<long> CreateAsync() => hub.PostAsync("/api/3/tasks", new { project_id = project, name = "Measured" });
        await ManyAsync(1_000, 8, CreateAsync);
        var start = Stopwatch.GetTimestamp();
        await ManyAsync(Count, 8, CreateAsync);
        return Count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static Task ManyAsync(int count, int producers, Func<Task<long>> oneAsync)
    {
        var next = 0;
        return Task.WhenAll(Enumerable.Range(0, producers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) <= count)
            {
                await oneAsync();
            }
        })));
    }
}
