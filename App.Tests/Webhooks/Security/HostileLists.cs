using TaskHub.Tests.Architecture;

namespace TaskHub.Tests.Webhooks.Security;

/// <summary>The lists of urls and addresses with their verdicts, in the folder Data beside this file.</summary>
internal static class HostileLists
{
    public static IEnumerable<(bool IsGood, string Url)> Urls() =>
        Lines("hostile-urls.tsv").Select(fields => (fields[0] == "PASS", Unescape(fields[1])));

    public static IEnumerable<(bool IsGood, string Address)> Addresses() =>
        Lines("hostile-addresses.tsv").Select(fields => (fields[0] == "ALLOW", fields[1]));

    private static IEnumerable<string[]> Lines(string name) =>
        File.ReadLines(Path.Combine(Repository.Root, "App.Tests/Webhooks/Security/Data", name))
            .Where(line => line.Contains('\t', StringComparison.Ordinal) && !line.StartsWith('#'))
            .Select(line => line.Split('\t'));

    private static string Unescape(string text) => text
        .Replace(@"\b", "\\", StringComparison.Ordinal).Replace(@"\0", "\0", StringComparison.Ordinal)
        .Replace(@"\n", "\n", StringComparison.Ordinal).Replace(@"\r", "\r", StringComparison.Ordinal)
        .Replace(@"\t", "\t", StringComparison.Ordinal);
}
