using TaskHub.Identity;

namespace TaskHub.Activity;

/// <summary>Whom a text names: an <c>@</c> followed by a person's whole name, their email, or the part of it before its own <c>@</c>.</summary>
internal static class Mentions
{
    /// <summary>The ids of those of <paramref name="people"/> whom the text names, in any case.</summary>
    public static IReadOnlySet<long> In(string text, IReadOnlyCollection<Person> people)
    {
        var named = new HashSet<long>();
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            // Within an address such as ada@example.com the sign names nobody.
            if (at > 0 && char.IsLetterOrDigit(text[at - 1]))
            {
                continue;
            }

            var rest = text.AsSpan(at + 1);
            foreach (var person in people)
            {
                if (Begins(rest, person.Name) || Begins(rest, person.Email) || Begins(rest, person.Email.Split('@')[0]))
                {
                    named.Add(person.Id);
                }
            }
        }

        return named;
    }

    private static bool Begins(ReadOnlySpan<char> text, string name) =>
        name.Length > 0 && text.StartsWith(name, StringComparison.OrdinalIgnoreCase) && EndsAt(text, name.Length);

    // "@ada" is not named in "@adam", and neither in "@ada.lovelace" or "@ada-two", but is in "@ada." at the end of a sentence.
    private static bool EndsAt(ReadOnlySpan<char> text, int length) =>
        text.Length == length
        || !(char.IsLetterOrDigit(text[length])
            || text[length] is '_' or '@'
            || (text[length] is '.' or '-' or '+' && text.Length > length + 1 && char.IsLetterOrDigit(text[length + 1])));
}
