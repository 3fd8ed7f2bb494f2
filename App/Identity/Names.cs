using System.Buffers;
using System.Globalization;

namespace TaskHub.Identity;

/// <summary>Names of things: one line of text that turns nothing around beside it.</summary>
public static class Names
{
    // The overrides, embeddings and isolates of U+202A to U+202E and U+2066 to U+2069. The marks U+200E, U+200F and U+061C stay: names in Arabic and
    // Hebrew need them, and they reach no further than themselves.
    private const string Turning = "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";
    private const string Breaking = "\u2028\u2029";

    // Nothing to be seen, and no script needs them: with one of these two names look alike that are not.
    private const string Unseen = "\u00AD\u200B\u2060\uFEFF";

    // Letters that draw nothing.
    private const string Blank = "\u115F\u1160\u2800\u3164\uFFA0";
    private static readonly SearchValues<char> Unwanted =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(char.IsControl), .. Turning, .. Breaking, .. Unseen]);

    /// <summary>
    /// The name without blanks at its ends; a line break or another control character becomes a blank, and what would turn the direction of the
    /// text that follows, or is not seen at all, is left out: "fdp.exe" must not look like "exe.pdf". Empty when nothing of it would be seen.
    /// </summary>
    public static string Tidy(string? name)
    {
        if (name is null)
        {
            return string.Empty;
        }

        var tidy = !name.AsSpan().ContainsAny(Unwanted)
            ? name.Trim()
            : string.Concat(name.Where(c => !Turning.Contains(c, StringComparison.Ordinal) && !Unseen.Contains(c, StringComparison.Ordinal))
                .Select(c => Unwanted.Contains(c) ? ' ' : c)).Trim();
        return tidy.Any(IsSeen) ? tidy : string.Empty;
    }

    private static bool IsSeen(char c) => !char.IsWhiteSpace(c) && !Blank.Contains(c, StringComparison.Ordinal)
        && char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Control);
}
