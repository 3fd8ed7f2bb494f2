namespace TaskHub;

/// <summary>How well what is typed fits a text: its letters stand in it in their order, not necessarily side by side.</summary>
/// <param name="Score">Higher is better.</param>
/// <param name="At">Where in the text the letters stand.</param>
public sealed record FuzzyMatch(int Score, IReadOnlyList<int> At)
{
    private const int Letter = 1;
    private const int AtWord = 8;
    private const int InRow = 5;
    private const int AtStart = 12;
    private const int Whole = 40;

    /// <summary>The best match, or null when the letters are not there. Spaces in what is typed part words that may stand anywhere, in their order.</summary>
    public static FuzzyMatch? Of(string text, string typed)
    {
        var wanted = typed.Where(c => !char.IsWhiteSpace(c)).Select(char.ToLowerInvariant).ToArray();
        if (wanted.Length == 0)
        {
            return new FuzzyMatch(0, []);
        }

        // A part that stands there as it is beats letters that happen to.
        var part = text.IndexOf(typed.Trim(), StringComparison.OrdinalIgnoreCase);
        if (part >= 0)
        {
            var score = Whole + (wanted.Length * InRow) + (part == 0 ? AtStart + AtWord : IsWord(text, part) ? AtWord : 0) - (text.Length / 16);
            return new FuzzyMatch(score, [.. Enumerable.Range(part, typed.Trim().Length)]);
        }

        FuzzyMatch? best = null;
        for (var start = 0; start < text.Length; start++)
        {
            if (char.ToLowerInvariant(text[start]) == wanted[0] && From(text, wanted, start) is { } match && match.Score > (best?.Score ?? int.MinValue))
            {
                best = match;
            }
        }

        return best;
    }

    private static FuzzyMatch? From(string text, char[] wanted, int start)
    {
        var (at, score, next) = (new List<int>(), -text.Length / 16, start);
        foreach (var letter in wanted)
        {
            var found = Find(text, letter, next);
            if (found < 0)
            {
                return null;
            }

            score += Letter + (found == 0 ? AtStart : 0) + (IsWord(text, found) ? AtWord : 0) + (at.Count > 0 && found == at[^1] + 1 ? InRow : 0);
            at.Add(found);
            next = found + 1;
        }

        // Letters that are strewn over a long text mean nothing.
        return at[^1] - at[0] > (wanted.Length * 6) + 6 ? null : new FuzzyMatch(score, at);
    }

    /// <summary>The next place of a letter: the beginning of a word before any other, where one comes soon.</summary>
    private static int Find(string text, char letter, int from)
    {
        var first = -1;
        for (var i = from; i < text.Length && (first < 0 || i - first < 12); i++)
        {
            if (char.ToLowerInvariant(text[i]) != letter)
            {
                continue;
            }

            if (i == from || IsWord(text, i))
            {
                return i;
            }

            first = first < 0 ? i : first;
        }

        return first;
    }

    private static bool IsWord(string text, int at) => at == 0 || !char.IsLetterOrDigit(text[at - 1]);
}
