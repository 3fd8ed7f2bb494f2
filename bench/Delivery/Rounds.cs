using System.Diagnostics;

namespace TaskHub.Bench.Delivery;

/// <summary>All measurements, one after the other; in each of them the contenders take turns, so that a noisy minute hits all alike.</summary>
internal static class Rounds
{
    public const int HubPort = 5981;
    private const int ReceiverPort = 5980;
    private const int RedisPort = 5982;

    public static async Task<int> RunAsync(Settings settings)
    {
        var began = Stopwatch.GetTimestamp();
        var report = new Report(settings);
        using var scratch = new Scratch();
        using var receiver = await Receiver.StartAsync(ReceiverPort);
        using var redis = settings.Wants("drain") ? Redis.TryStart(RedisPort, scratch.New()) : null;
        (string Name, Func<Task> RunAsync)[] parts =
        [
            ("drain", () => new Drain(settings, report, receiver, scratch, redis).RunAsync()),
            ("latency", () => new Latency(settings, report, receiver, scratch).RunAsync()),
            ("events", () => new Throughput(settings, report, receiver, scratch).RunAsync()),
            ("start", () => new Footprint(report, receiver, scratch).RunAsync()),
            ("history", () => new History(settings, report, scratch).RunAsync()),
            ("pages", () => new Pages(settings, report, scratch).RunAsync()),
        ];
        foreach (var part in parts.Where(p => settings.Wants(p.Name)))
        {
            try
            {
                await part.RunAsync();
            }
            catch (Exception e) when (e is TimeoutException or InvalidOperationException or HttpRequestException or IOException)
            {
                // One part that fails must not cost the others; its figures are missing, and the report says so.
                Console.Error.WriteLine($"{part.Name} failed: {e}");
            }
        }

        report.Write(Stopwatch.GetElapsedTime(began));
        return 0;
    }
}
