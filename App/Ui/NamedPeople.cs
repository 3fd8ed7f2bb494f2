using System.Net;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace TaskHub.Ui;

/// <summary>Lets the names of people stand out where a text calls them with an <c>@</c>; not in code and not in links.</summary>
internal static class NamedPeople
{
    public static void Mark(MarkdownDocument document, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return;
        }

        foreach (var literal in document.Descendants<LiteralInline>().Where(l => l.Parent is not LinkInline).ToList())
        {
            Mark(literal, names);
        }
    }

    private static void Mark(LiteralInline literal, IReadOnlyList<string> names)
    {
        var text = literal.Content.ToString();
        var after = 0;
        Inline last = literal;
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            if ((at > 0 && char.IsLetterOrDigit(text[at - 1])) || NameAt(text, at + 1, names) is not { } name)
            {
                continue;
            }

            last = Append(last, new LiteralInline(text[after..at]));
            after = at + 1 + name.Length;
            last = Append(last, new HtmlInline($"<span class=\"named\">{WebUtility.HtmlEncode(text[at..after])}</span>"));
        }

        if (after > 0)
        {
            Append(last, new LiteralInline(text[after..]));
            literal.Remove();
        }
    }

    private static Inline Append(Inline last, Inline next)
    {
        last.InsertAfter(next);
        return next;
    }

    // The longest, so that "@Ada Lovelace" is not "@Ada".
    private static string? NameAt(string text, int at, IReadOnlyList<string> names) => names
        .Where(n => n.Length > 0 && text.AsSpan(at).StartsWith(n, StringComparison.OrdinalIgnoreCase)
            && (text.Length == at + n.Length || !char.IsLetterOrDigit(text[at + n.Length])))
        .MaxBy(n => n.Length);
}
