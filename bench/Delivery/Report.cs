using System.Globalization;
using System.Text.Json;

namespace TaskHub.Bench.Delivery;

/// <summary>One wanted figure: what it is made of, and when it is reached.</summary>
/// <param name="What">The row of the table.</param>
/// <param name="Of">The measured figure.</param>
/// <param name="Per">The figure that it is a ratio to, of the same run; null for the figure itself.</param>
/// <param name="Least">The least that is wanted.</param>
/// <param name="Most">The most that is wanted.</param>
internal sealed record Wanted(string What, string Of, string? Per = null, double? Least = null, double? Most = null);

/// <summary>Medians of what was measured, with their spread, and what of it was wanted, on the console and as files.</summary>
internal sealed class Report(Settings settings)
{
    private static readonly Wanted[] Table =
    [
        new("drain, one webhook, of the bare loop", "drain, 1 webhook, /s", "drain, bare loop, /s", Least: 0.9),
        new("drain, fifty webhooks, of the bare loop", "drain, 50 webhooks, /s", "drain, bare loop, /s", Least: 0.85),
        new("drain, one webhook, to BullMQ", "drain, 1 webhook, /s", "drain, BullMQ, 1 url, /s", Least: 2.5),
        new("drain, fifty webhooks, to BullMQ", "drain, 50 webhooks, /s", "drain, BullMQ, 50 urls, /s", Least: 2.5),
        new("save to first byte, 10/s, p50 ms", "latency, 10/s, p50 ms", Most: 2.5),
        new("save to first byte, 10/s, p99 ms", "latency, 10/s, p99 ms", Most: 12),
        new("save to first byte, 500/s, p50 ms", "latency, 500/s, p50 ms", Most: 1.5),
        new("save to first byte, 500/s, p99 ms", "latency, 500/s, p99 ms", Most: 15),
        new("events/s end to end, of the same transactions alone", "events, end to end, /s", "events, transactions alone, /s", Least: 0.55),
        new("events/s through the API, of the same transactions without the web", "events, API, /s", "events, transactions with held deliveries, /s", Least: 0.8),
        new("bytes written a delivery beyond headers and bodies kept, one webhook", "drain, bytes beyond what is kept, 1 webhook", Most: 3_000),
        new("bytes written a delivery beyond headers and bodies kept, fifty", "drain, bytes beyond what is kept, 50 webhooks", Most: 3_000),
        new("processor when idle, % of a core", "idle, % of a core", Most: 1),
        new("a healthy webhook's p95 with one that hangs and one that fails", "neighbour, p95 ms with both", "neighbour, p95 ms alone", Most: 1.1),
        new("healthy deliveries/s with one of fifty hanging", "drain, 49 webhooks beside one that hangs, /s", "drain, 50 webhooks, /s", Least: 0.9),
        new("slowest history page in the database, full history, ms", "history, slowest page, full, ms", Most: 1),
        new("pruning 1,000 rows, full history, p99 ms", "history, prune 1,000 rows, p99 ms", Most: 50),
        .. Pages.All.Select(p => new Wanted($"page with 1,000,000 attempts, {p.Name}, of an empty history", $"pages, {p.Name}, full, ms", $"pages, {p.Name}, empty, ms", Most: 1.5)),
        new("memory after the first page, MB", "start, memory after the first page, MB", Most: 180),
        new("published start to first page, s", "start, published to first page, s", Most: 1.5),
    ];

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Dictionary<string, List<double>> values = [];
    private readonly string load = File.ReadAllText("/proc/loadavg").Trim();

    public void Add(string name, double value)
    {
        if (!values.TryGetValue(name, out var list))
        {
            values[name] = list = [];
        }

        list.Add(value);
        Console.WriteLine($"{name}: {Text(value)}");
    }

    public void Write(TimeSpan took)
    {
        var now = TimeProvider.System.GetUtcNow();
        var lines = new List<string>
        {
            $"# Delivery, {now:yyyy-MM-dd}", "",
            $"{Environment.ProcessorCount} cores, {Processor()}, load at the start {load}; {settings.Rounds} rounds of {settings.Deliveries:N0} deliveries, {took.TotalMinutes:0.#} minutes.", "",
            "| what | wanted | measured | reached |", "| --- | --- | --- | --- |",
        };
        var verdicts = Table.Select(Judge).ToList();
        lines.AddRange(verdicts.Select(v => $"| {v.What} | {v.Wanted} | {(v.Measured is { } m ? Text(m) : "not measured")} | {v.Reached} |"));
        lines.AddRange(["", "| figure | median | least | most |", "| --- | --- | --- | --- |"]);
        lines.AddRange(values.Select(r => $"| {r.Key} | {Text(Median(r.Value))} | {Text(r.Value.Min())} | {Text(r.Value.Max())} |"));
        Directory.CreateDirectory(settings.Results);
        var name = Path.Combine(settings.Results, $"delivery-{now:yyyy-MM-dd}");
        File.WriteAllLines(name + ".md", lines);
        File.WriteAllText(name + ".json", JsonSerializer.Serialize(
            new { date = now, cores = Environment.ProcessorCount, processor = Processor(), load, settings.Rounds, settings.Deliveries, verdicts, values },
            Indented));
        Console.WriteLine(string.Join(Environment.NewLine, lines));
    }

    private Verdict Judge(Wanted row)
    {
        var wanted = row.Least is { } least ? $"≥ {Text(least)}" : $"≤ {Text(row.Most!.Value)}";
        if (!values.TryGetValue(row.Of, out var of) || (row.Per is not null && !values.ContainsKey(row.Per)))
        {
            return new Verdict(row.What, wanted, null, "–");
        }

        var measured = Median(of) / (row.Per is null ? 1 : Median(values[row.Per]));
        return new Verdict(row.What, wanted, measured, measured >= (row.Least ?? 0) && measured <= (row.Most ?? double.MaxValue) ? "yes" : "no");
    }

    private static double Median(List<double> list) => list.Order().ElementAt(list.Count / 2);

    private static string Text(double value) => value.ToString(value < 100 ? "0.##" : "#,0", CultureInfo.InvariantCulture);

    private static string Processor() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown";

    private sealed record Verdict(string What, string Wanted, double? Measured, string Reached);
}
