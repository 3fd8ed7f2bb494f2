namespace TaskHub.Bench.Delivery;

/// <summary>How fast a backlog leaves: TaskHub with one webhook, with fifty, with one of fifty hanging; the bare loop; BullMQ. In turns.</summary>
internal sealed class Drain(Settings settings, Report report, Receiver receiver, Scratch scratch, Redis? redis)
{
    private const int Warm = 30_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private int families;

    public async Task RunAsync()
    {
        var empty = scratch.New();
        await Backlog.MakeAsync(empty, [], 0, $"{receiver.Url}/none", 0);
        var one = await TemplateAsync(1);
        var fifty = await TemplateAsync(50);
        await Bare.RunAsync($"{receiver.Url}/warm", Warm, scratch.Copy(empty));
        for (var round = 1; round <= settings.Rounds; round++)
        {
            report.Add("drain, 1 webhook, /s", await OursAsync(one, 1, hangs: false));
            report.Add("drain, 50 webhooks, /s", await OursAsync(fifty, 50, hangs: false));
            report.Add("drain, 49 webhooks beside one that hangs, /s", await OursAsync(fifty, 50, hangs: true));
            var (family, folder) = (Next("bare"), scratch.Copy(empty));
            await Bare.RunAsync($"{receiver.Url}/{family}/0", settings.Deliveries, folder);
            report.Add("drain, bare loop, /s", await receiver.RateAsync(family, settings.Deliveries, Patience));
            scratch.Drop(folder);
            foreach (var urls in redis is null ? [] : new[] { 1, 50 })
            {
                family = Next("bull");
                await redis!.RunWorkerAsync(receiver.Url, family, settings.Deliveries, urls);
                report.Add($"drain, BullMQ, {urls} url{(urls == 1 ? "" : "s")}, /s", await receiver.RateAsync(family, settings.Deliveries, Patience));
            }

            Console.WriteLine($"drain: round {round} of {settings.Rounds} done");
        }
    }

    private async Task<string> TemplateAsync(int webhooks)
    {
        var folder = scratch.New();
        var urls = Enumerable.Range(0, webhooks).Select(i => $"{receiver.Url}/FAMILY/{i}").ToList();
        await Backlog.MakeAsync(folder, urls, settings.Deliveries / webhooks, $"{receiver.Url}/WARM", Warm);
        return folder;
    }

    private async Task<double> OursAsync(string template, int webhooks, bool hangs)
    {
        var (family, warm, folder) = (Next("hub"), Next("warmhub"), scratch.Copy(template));
        Backlog.Rename(folder, "FAMILY", family);
        Backlog.Rename(folder, "WARM", warm);
        if (hangs)
        {
            Backlog.Rename(folder, $"{family}/0", $"hang{family}/0");
        }

        var count = settings.Deliveries / webhooks * (hangs ? webhooks - 1 : webhooks);
        double rate;
        using (var hub = await HubProcess.StartAsync(folder, Rounds.HubPort))
        {
            await receiver.RateAsync(warm, Warm, Patience);
            await Task.Delay(1_500);
            var (written, cpu) = (hub.Written, hub.Cpu);
            Backlog.Release(folder);
            rate = await receiver.RateAsync(family, count, Patience);
            if (!hangs)
            {
                // The checkpoint of what the drain left in the log is a part of its price.
                await Task.Delay(2_500);
                var name = webhooks == 1 ? "1 webhook" : $"{webhooks} webhooks";
                report.Add($"drain, bytes beyond what is kept, {name}", ((hub.Written - written) / (double)count) - Backlog.KeptBytes(folder));
                report.Add($"drain, processor µs a delivery, {name}", (hub.Cpu - cpu).TotalMicroseconds / count);
                report.Add("drain, memory after it, MB", hub.Megabytes);
            }
        }

        scratch.Drop(folder);
        return rate;
    }

    private string Next(string name) => $"{name}{++families}";
}
