using System.Globalization;

namespace TaskHub.Bench.Delivery;

/// <summary>What to measure.</summary>
/// <param name="Rounds">How often each contender takes its turn.</param>
/// <param name="Deliveries">The size of a backlog.</param>
/// <param name="Seconds">How long each latency step lasts.</param>
/// <param name="Attempts">The size of the full history.</param>
/// <param name="Only">Names of measurements to run; empty means all.</param>
/// <param name="Results">The folder that the results are written to.</param>
internal sealed record Settings(int Rounds, int Deliveries, int Seconds, int Attempts, string[] Only, string Results)
{
    public static Settings Read(string[] args)
    {
        var values = args.Select(a => a.TrimStart('-').Split('=', 2)).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1]);
        int Number(string name, int otherwise) =>
            values.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        return new Settings(
            Number("rounds", 5), Number("deliveries", 30_000), Number("seconds", 4), Number("attempts", 5_000_000),
            values.GetValueOrDefault("only")?.Split(',') ?? [], values.GetValueOrDefault("results") ?? "bench/results");
    }

    public bool Wants(string name) => Only.Length == 0 || Only.Contains(name);
}
