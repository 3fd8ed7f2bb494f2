using TaskHub.Bench.Board;

var values = args.Select(a => a.TrimStart('-').Split('=', 2)).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1]);
int Number(string name, int otherwise) =>
    values.TryGetValue(name, out var text) ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : otherwise;
return await Rounds.RunAsync(Number("rounds", 5), Number("tasks", 5_000), values.GetValueOrDefault("results") ?? "bench/results");
