using System.Diagnostics;
using System.Globalization;

namespace TaskHub.Bench.Delivery;

/// <summary>Temporary folders that go with the run.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly List<string> folders = [];

    public string New()
    {
        var folder = Directory.CreateTempSubdirectory("taskhub-bench-").FullName;
        folders.Add(folder);
        return folder;
    }

    public void Dispose()
    {
        foreach (var folder in folders)
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <summary>A Redis server of the run's own, its log synced every second, and a BullMQ worker; only where both are installed.</summary>
internal sealed class Redis : IDisposable
{
    private readonly Process server;
    private readonly int port;
    private readonly string worker;

    private Redis(Process server, int port, string worker) => (this.server, this.port, this.worker) = (server, port, worker);

    public static Redis? TryStart(int port, string folder)
    {
        var contender = Path.Combine(AppContext.BaseDirectory, "bullmq");
        try
        {
            var server = Process.Start(new ProcessStartInfo(
                "redis-server", ["--port", $"{port}", "--appendonly", "yes", "--appendfsync", "everysec", "--dir", folder, "--save", ""])
            {
                RedirectStandardOutput = true,
            })!;
            server.BeginOutputReadLine();
            if (!Directory.Exists(Path.Combine(contender, "node_modules")))
            {
                Process.Start(new ProcessStartInfo("npm", ["install", "--no-audit", "--no-fund"]) { WorkingDirectory = contender })!.WaitForExit();
            }

            return new Redis(server, port, Path.Combine(contender, "worker.js"));
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Console.Error.WriteLine($"BullMQ is left out: {e.Message}");
            return null;
        }
    }

    public async Task RunWorkerAsync(string url, string family, int jobs, int webhooks)
    {
        var start = new ProcessStartInfo("node", [worker, url, family, $"{jobs}", $"{webhooks}"]) { Environment = { ["REDIS_PORT"] = $"{port}" } };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        server.Kill();
        server.Dispose();
    }
}

/// <summary>Medians of what was measured, with their spread, on the console and as files.</summary>
internal sealed class Report(Settings settings)
{
    private readonly Dictionary<string, Dictionary<string, List<double>>> values = [];
    private readonly string load = File.ReadAllText("/proc/loadavg").Trim();

    public void Add(string table, string name, double value)
    {
        if (!values.TryGetValue(table, out var rows))
        {
            values[table] = rows = [];
        }

        if (!rows.TryGetValue(name, out var list))
        {
            rows[name] = list = [];
        }

        list.Add(value);
        Console.WriteLine($"{table}: {name} {Text(value)}");
    }

    public void Write()
    {
        var now = TimeProvider.System.GetUtcNow();
        var lines = new List<string>
        {
            $"# Delivery, {now:yyyy-MM-dd}", "",
            $"{Environment.ProcessorCount} cores, {Processor()}, load at the start {load}; {settings.Rounds} rounds of {settings.Deliveries} deliveries.", "",
        };
        foreach (var (table, rows) in values)
        {
            lines.AddRange([$"## {table}", "", "| what | median | least | most |", "| --- | --- | --- | --- |"]);
            lines.AddRange(rows.Select(r => $"| {r.Key} | {Text(Median(r.Value))} | {Text(r.Value.Min())} | {Text(r.Value.Max())} |"));
            lines.Add("");
        }

        Directory.CreateDirectory(settings.Results);
        var name = Path.Combine(settings.Results, $"delivery-{now:yyyy-MM-dd}");
        File.WriteAllLines(name + ".md", lines);
        File.WriteAllText(name + ".json", System.Text.Json.JsonSerializer.Serialize(values));
        Console.WriteLine(string.Join(Environment.NewLine, lines));
    }

    private static double Median(List<double> list) => list.Order().ElementAt(list.Count / 2);

    private static string Text(double value) => value.ToString(value < 100 ? "0.##" : "#,0", CultureInfo.InvariantCulture);

    private static string Processor() => File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown";
}
