using System.Globalization;
using System.Text;

namespace TaskHub.Tests.Faults;

/// <summary>What this run has injected so far, one row for each kind: printed by each driver, and written to <c>artifacts/faults/</c>.</summary>
internal static class FaultReport
{
    private static readonly Lock Writing = new();
    private static readonly List<Tally> Closed = [];

    /// <summary>Adds the kinds that a driver has ended, and fails where anything is not as it must be.</summary>
    public static void Close(ITestOutputHelper output, params IEnumerable<Tally> tallies)
    {
        var all = tallies.ToList();
        lock (Writing)
        {
            Closed.AddRange(all);
            Closed.Sort((a, b) => a.Kind.Number.CompareTo(b.Kind.Number));
            var folder = Directory.CreateDirectory(Path.Combine(Architecture.Repository.Root, "artifacts", "faults"));
            File.WriteAllText(Path.Combine(folder.FullName, FaultKind.IsLong ? "long.md" : "ci.md"), Text(Closed));
        }

        output.WriteLine(Text(all));
        foreach (var tally in all)
        {
            var wrong = string.Join('\n', tally.Wrong.Take(40));
            Assert.True(tally.Wrong.Count == 0, $"{tally.Kind.Name}: {tally.Wrong.Count} wrong\n{wrong}");
            Assert.True(tally.Injections >= tally.Kind.Planned, $"{tally.Kind.Name}: {tally.Injections} of {tally.Kind.Planned} injections");
        }
    }

    private static string Text(List<Tally> tallies)
    {
        var text = new StringBuilder();
        text.AppendLine("| fault | injections | acknowledged | delivered | lost | duplicated | verdict |");
        text.AppendLine("| --- | --: | --: | --: | --: | --: | --- |");
        foreach (var tally in tallies)
        {
            Row(text, tally.Kind.Name, tally.Injections, [tally], tally.Wrong.Count == 0 ? "holds" : $"{tally.Wrong.Count} wrong", tally.Note);
        }

        Row(text, "**in all**", tallies.Sum(t => t.Injections), tallies, tallies.All(t => t.Wrong.Count == 0) ? "holds" : "broken", "");
        return text.ToString();
    }

    private static void Row(StringBuilder text, string name, int injections, IReadOnlyList<Tally> tallies, string verdict, string note) => text.AppendLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {injections} | {tallies.Sum(t => t.Acknowledged)} | {tallies.Sum(t => t.Delivered)} | {tallies.Sum(t => t.Lost)} | {tallies.Sum(t => t.Duplicated)} | {verdict}{(note.Length > 0 ? $"; {note}" : "")} |"));
}
