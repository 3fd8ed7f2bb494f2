namespace TaskHub.Bench.Delivery;

/// <summary>Takes turns: each contender once a round, so that a noisy minute hits all alike.</summary>
internal static class Rounds
{
    private const int ReceiverPort = 5980;
    private const int HubPort = 5981;
    private const int RedisPort = 5982;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static int families;

    public static async Task<int> RunAsync(Settings settings)
    {
        var report = new Report(settings);
        using var scratch = new Scratch();
        using var receiver = await Receiver.StartAsync(ReceiverPort);
        if (settings.Wants("drain"))
        {
            using var redis = Redis.TryStart(RedisPort, scratch.New());
            await DrainAsync(settings, report, receiver, scratch, redis);
        }

        if (settings.Wants("latency"))
        {
            await Latency.RunAsync(settings, report, receiver, scratch, HubPort);
        }

        report.Write();
        return 0;
    }

    private static async Task DrainAsync(Settings settings, Report report, Receiver receiver, Scratch scratch, Redis? redis)
    {
        // A turn that does not count, for the receiver and this process.
        await Bare.RunAsync($"{receiver.Url}/warm", 5_000, Path.Combine(scratch.New(), "warm.db"));
        for (var round = 1; round <= settings.Rounds; round++)
        {
            foreach (var webhooks in new[] { 1, 50 })
            {
                var name = $"TaskHub, {webhooks} webhook{(webhooks == 1 ? "" : "s")}";
                report.Add("drain", name, await OursAsync(settings, report, receiver, scratch.New(), webhooks));
            }

            var family = NewFamily("bare");
            await Bare.RunAsync($"{receiver.Url}/{family}/0", settings.Deliveries, Path.Combine(scratch.New(), "bare.db"));
            report.Add("drain", "bare loop, recording", await receiver.RateAsync(family, settings.Deliveries, Patience));
            if (redis is not null)
            {
                foreach (var webhooks in new[] { 1, 50 })
                {
                    family = NewFamily("bull");
                    await redis.RunWorkerAsync(receiver.Url, family, settings.Deliveries, webhooks);
                    report.Add("drain", $"BullMQ, {webhooks} url{(webhooks == 1 ? "" : "s")}", await receiver.RateAsync(family, settings.Deliveries, Patience));
                }
            }

            Console.WriteLine($"round {round} of {settings.Rounds} done");
        }
    }

    private static async Task<double> OursAsync(Settings settings, Report report, Receiver receiver, string folder, int webhooks)
    {
        var (family, warm) = (NewFamily("hub"), NewFamily("warmhub"));
        var urls = Enumerable.Range(0, webhooks).Select(i => $"{receiver.Url}/{family}/{i}").ToList();
        await Backlog.MakeAsync(folder, urls, settings.Deliveries / webhooks, $"{receiver.Url}/{warm}", 6_000);
        using var hub = await HubProcess.StartAsync(folder, HubPort);
        await receiver.RateAsync(warm, 6_000, Patience);
        var (written, cpu) = (hub.Written, hub.Cpu);
        Backlog.Release(folder);
        var rate = await receiver.RateAsync(family, settings.Deliveries, Patience);
        report.Add("drain", $"bytes written a delivery, {webhooks}", (hub.Written - written) / (double)settings.Deliveries);
        report.Add("drain", $"CPU microseconds a delivery, {webhooks}", (hub.Cpu - cpu).TotalMicroseconds / settings.Deliveries);
        report.Add("drain", "memory after it, MB", hub.Megabytes);
        return rate;
    }

    private static string NewFamily(string name) => $"{name}{Interlocked.Increment(ref families)}";
}
