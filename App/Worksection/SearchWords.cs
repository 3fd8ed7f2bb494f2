using System.Globalization;
using System.Linq.Expressions;
using System.Text.RegularExpressions;

namespace TaskHub.Worksection;

/// <summary>The words, numbers, texts and signs of a search filter, one after the other.</summary>
internal sealed partial class SearchWords
{
    private readonly string[] words;
    private int at;

    public SearchWords(string filter)
    {
        var found = Word().Matches(filter);
        words = [.. found.Select(word => word.Value).Where(word => word is not ("{" or "}"))];
        if (Word().Replace(filter, "").Trim().Length > 0)
        {
            throw NotUnderstood;
        }
    }

    public static Refusal NotUnderstood => Refusal.Invalid("filter");

    public bool AtEnd => at == words.Length;

    public string Next() => AtEnd ? throw NotUnderstood : words[at++];

    /// <summary>Passes that word when it comes next.</summary>
    public bool Skip(string word)
    {
        var comes = !AtEnd && words[at] == word;
        at += comes ? 1 : 0;
        return comes;
    }

    public void Expect(string word)
    {
        if (!Skip(word))
        {
            throw NotUnderstood;
        }
    }

    public long Number() => long.TryParse(Next().Trim('\'', '"'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw NotUnderstood;

    public string Text() => Next() is ['\'' or '"', .., '\'' or '"'] quoted ? quoted[1..^1] : throw NotUnderstood;

    public DateOnly Date() => Parameters.TryDate(Text(), out var date) ? date : throw NotUnderstood;

    public ExpressionType Comparison() => Next().Replace(" ", "", StringComparison.Ordinal) switch
    {
        "=" => ExpressionType.Equal,
        "!=" => ExpressionType.NotEqual,
        "<" => ExpressionType.LessThan,
        ">" => ExpressionType.GreaterThan,
        "<=" => ExpressionType.LessThanOrEqual,
        ">=" => ExpressionType.GreaterThanOrEqual,
        _ => throw NotUnderstood,
    };

    // Worksection's own descriptions write "! =", and an operator also as "{has}".
    [GeneratedRegex("""'[^']*'|"[^"]*"|\w+|[<>]=?|! *=|=|[(),{}]""", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
