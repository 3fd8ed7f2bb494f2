using System.Buffers;

namespace TaskHub.Identity;

/// <summary>Names of things: one line of text that turns nothing around beside it.</summary>
public static class Names
{
    // The overrides, embeddings and isolates of U+202A to U+202E and U+2066 to U+2069. The marks U+200E, U+200F and U+061C stay: names in Arabic and
    // Hebrew need them, and they reach no further than themselves.
    private const string Turning = "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";
    private const string Breaking = "\u2028\u2029";
    private static readonly SearchValues<char> Unwanted =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(char.IsControl), .. Turning, .. Breaking]);

    /// <summary>
    /// The name without blanks at its ends; a line break or another control character becomes a blank, and what would turn the direction of the
    /// text that follows is left out: "fdp.exe" must not look like "exe.pdf".
    /// </summary>
    public static string Tidy(string? name) =>
        name is null ? string.Empty
        : !name.AsSpan().ContainsAny(Unwanted) ? name.Trim()
        : string.Concat(name.Where(c => !Turning.Contains(c, StringComparison.Ordinal)).Select(c => Unwanted.Contains(c) ? ' ' : c)).Trim();
}
