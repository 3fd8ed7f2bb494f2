using System.Globalization;

namespace TaskHub.Ui;

/// <summary>Tells in a text what was looked for from the rest.</summary>
public static class Highlight
{
    private const CompareOptions AsSearched = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace;

    /// <summary>The text in parts, those that were looked for marked.</summary>
    /// <param name="text">The whole text; line ends become spaces when it is cut.</param>
    /// <param name="words">What was looked for.</param>
    /// <param name="most">How many characters are shown, from a little before the first word; 0 for all.</param>
    public static IReadOnlyList<(string Text, bool Found)> Parts(string text, IReadOnlyList<string> words, int most = 0)
    {
        if (most > 0)
        {
            text = Excerpt(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), words, most);
        }

        var parts = new List<(string, bool)>();
        var after = 0;
        while (after < text.Length && Next(text, after, words) is { } next)
        {
            if (next.At > after)
            {
                parts.Add((text[after..next.At], false));
            }

            parts.Add((text.Substring(next.At, next.Length), true));
            after = next.At + next.Length;
        }

        if (after < text.Length)
        {
            parts.Add((text[after..], false));
        }

        return parts;
    }

    /// <summary>Whether all of the words are in a text.</summary>
    public static bool Holds(string text, IReadOnlyList<string> words) =>
        words.Count > 0 && words.All(w => CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, w, AsSearched) >= 0);

    private static string Excerpt(string text, IReadOnlyList<string> words, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var first = Next(text, 0, words)?.At ?? 0;
        var from = Math.Clamp(first - (most / 4), 0, text.Length - most);
        return $"{(from > 0 ? "…" : "")}{text.AsSpan(from, most)}{(from + most < text.Length ? "…" : "")}";
    }

    private static (int At, int Length)? Next(string text, int from, IReadOnlyList<string> words)
    {
        (int At, int Length)? first = null;
        foreach (var word in words.Where(w => w.Length > 0))
        {
            var at = CultureInfo.InvariantCulture.CompareInfo.IndexOf(text.AsSpan(from), word, AsSearched, out var length);
            if (at >= 0 && length > 0 && (first is null || from + at < first.Value.At || (from + at == first.Value.At && length > first.Value.Length)))
            {
                first = (from + at, length);
            }
        }

        return first;
    }
}
