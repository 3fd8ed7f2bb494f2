using System.Globalization;
using System.Text.Json;

namespace TaskHub.Bench.Board;

/// <summary>Medians of what was measured, with their spread, and what of it was wanted, on the console and as files.</summary>
internal sealed class Report(int rounds, int tasks, string results)
{
    private static readonly (string What, double Most)[] Wanted =
    [
        ("large: click to usable board, ms", 1000),
        ("large: click to usable list, ms", 1000),
        ("large: click to usable calendar, ms", 1000),
        ("large: address to first cards, ms", 1000),
        ("large: address to usable board, ms", 1000),
        ("large: move, to its maker, ms", 100),
        ("large: move, to another browser, ms", 1000),
        ("scrolling the list, blank views of 60", 0),
        ("scrolling the column, blank views of 60", 0),
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
            $"# Board, {now:yyyy-MM-dd}", "",
            $"{Environment.ProcessorCount} cores, {Processor()}, load at the start {load}; {rounds} rounds over {tasks:N0} tasks, {took.TotalMinutes:0.#} minutes.", "",
            "| what | wanted | measured | reached |", "| --- | --- | --- | --- |",
        };
        lines.AddRange(Wanted.Select(row => values.TryGetValue(row.What, out var of)
            ? $"| {row.What} | ≤ {Text(row.Most)} | {Text(Median(of))} | {(Median(of) <= row.Most ? "yes" : "no")} |"
            : $"| {row.What} | ≤ {Text(row.Most)} | not measured | – |"));
        lines.AddRange(["", "| figure | median | least | most |", "| --- | --- | --- | --- |"]);
        lines.AddRange(values.Select(r => $"| {r.Key} | {Text(Median(r.Value))} | {Text(r.Value.Min())} | {Text(r.Value.Max())} |"));
        Directory.CreateDirectory(results);
        var name = Path.Combine(results, $"board-{now:yyyy-MM-dd}");
        File.WriteAllLines(name + ".md", lines);
        File.WriteAllText(name + ".json", JsonSerializer.Serialize(
            new { date = now, cores = Environment.ProcessorCount, processor = Processor(), load, rounds, tasks, values }, Indented));
        Console.WriteLine(string.Join(Environment.NewLine, lines));
    }

    private static double Median(List<double> list) => list.Order().ElementAt(list.Count / 2);

    private static string Text(double value) => value.ToString(value < 100 ? "0.##" : "#,0", CultureInfo.InvariantCulture);

    private static string Processor() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown";
}
