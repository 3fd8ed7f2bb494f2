using System.Text;

namespace TaskHub.Webhooks.Security;

/// <summary>
/// Keeps secrets out of what is recorded of an answer: those of the webhook, which a receiver that echoes its request gives back in whatever
/// notation, and what it sends that is made to be kept by one client alone.
/// </summary>
internal sealed class Redaction
{
    // Less says nothing of a secret, and would make holes all over an answer.
    private const int Least = 3;

    // Shorter ones are words that an answer may hold for other reasons, so they are looked for as whole words.
    private const int LeastWithinWords = 8;

    // What agrees with a secret for as long as this is hidden as far as it agrees. So no text makes the search look at long secrets everywhere.
    private const int Telling = 32;

    // JSON in a form in a page of HTML: what is wrapped up further nobody reads by chance.
    private const int MostNotations = 3;

    private static readonly HashSet<string> SecretHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Set-Cookie", "Set-Cookie2", "Cookie", "Authorization", "Proxy-Authorization",
    };

    private static readonly byte[] Mark = Encoding.UTF8.GetBytes(OutboundHeader.Hidden);

    // What differs only in these is the same secret: capitals, a blank or a plus in a form, the two alphabets of base64.
    private static readonly byte[] Folds = [.. Enumerable.Range(0, 256).Select(b => (char)b switch
    {
        '+' or '-' => (byte)' ',
        '_' => (byte)'/',
        >= 'A' and <= 'Z' => (byte)(b | 0x20),
        _ => (byte)b,
    })];

    private readonly SoughtText[] sought;
    private readonly int shortest;

    /// <summary>Looks for these.</summary>
    /// <param name="secrets">Texts as the request holds them.</param>
    /// <param name="keys">Bytes that the request only shows the effect of, which a receiver writes in base64 or hex.</param>
    public Redaction(IReadOnlyList<string> secrets, IReadOnlyList<byte[]>? keys = null)
    {
        var texts = secrets.Where(s => s.Length >= Least).Concat((keys ?? []).Select(Convert.ToBase64String)).Select(Encoding.UTF8.GetBytes);
        sought = [.. texts.Concat(keys ?? []).SelectMany(Notations).DistinctBy(s => Encoding.Latin1.GetString(s.Folded))];
        shortest = sought.Select(s => s.Folded.Length).DefaultIfEmpty(int.MaxValue).Min();
    }

    /// <summary>The headers of an answer, those hidden that carry secrets of its sender.</summary>
    public static IReadOnlyDictionary<string, string> Hide(IReadOnlyDictionary<string, string> headers) =>
        headers.Keys.Any(SecretHeaders.Contains)
            ? headers.ToDictionary(h => h.Key, h => SecretHeaders.Contains(h.Key) ? OutboundHeader.Hidden : h.Value)
            : headers;

    /// <summary>The outcome as it goes on record. The answer is judged before: a secret may stand where the format reads.</summary>
    public AttemptOutcome Hide(AttemptOutcome outcome)
    {
        if (outcome.StatusCode is null)
        {
            return outcome;
        }

        List<OutboundHeader>? headers = null;
        for (var i = 0; i < outcome.ResponseHeaders.Count; i++)
        {
            var header = outcome.ResponseHeaders[i];
            var shown = new OutboundHeader(Hide(header.Name), SecretHeaders.Contains(header.Name) ? OutboundHeader.Hidden : Hide(header.Value));
            if (shown != header)
            {
                headers ??= [.. outcome.ResponseHeaders];
                headers[i] = shown;
            }
        }

        var body = outcome.Body.Span;
        if (Find(body) is { } hidden)
        {
            // Where reading ended, the beginning of a secret may stand that nobody can tell. What is shown stems from further before.
            var end = outcome.IsCut ? Math.Min(body.Length, AttemptOutcome.MaxKept) : body.Length;
            outcome = outcome with { Body = Hide(body[..end], hidden) };
        }

        return headers is null ? outcome : outcome with { ResponseHeaders = headers };
    }

    /// <summary>A text without the secrets.</summary>
    public string Hide(string text)
    {
        if (text.Length < shortest)
        {
            return text;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        return Find(bytes) is { } hidden ? Encoding.UTF8.GetString(Hide(bytes, hidden)) : text;
    }

    private static byte[] Hide(ReadOnlySpan<byte> text, bool[] hidden)
    {
        var shown = new MemoryStream(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var length = hidden.AsSpan(at, text.Length - at).IndexOf(!hidden[at]) is var next and >= 0 ? next : text.Length - at;
            shown.Write(hidden[at] ? Mark : text.Slice(at, length));
            at += length;
        }

        return shown.ToArray();
    }

    /// <summary>Of each byte, whether it is of a secret; null where there is none.</summary>
    private bool[]? Find(ReadOnlySpan<byte> text)
    {
        if (text.Length < shortest)
        {
            return null;
        }

        bool[]? hidden = null;
        var reading = Unescaped.Original(text.ToArray());
        for (var notations = 0; reading is not null; reading = ++notations > MostNotations ? null : reading.Resolve())
        {
            var folded = Fold(reading.Bytes);
            foreach (var secret in sought)
            {
                for (var from = 0; secret.Find(folded, from) is var (begin, end); from = end)
                {
                    hidden ??= new bool[text.Length];
                    hidden.AsSpan()[reading.OriginOf(begin, end)].Fill(true);
                }
            }
        }

        return hidden;
    }

    private static byte[] Fold(ReadOnlySpan<byte> text)
    {
        var folded = new byte[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            folded[i] = Folds[text[i]];
        }

        return folded;
    }

    /// <summary>As it is, in hex, and in base64 wherever it stands in a longer text.</summary>
    private static IEnumerable<SoughtText> Notations(byte[] secret)
    {
        // A secret that holds what looks like an escape comes to read differently as the answer around it is resolved.
        for (var (reading, n) = (Unescaped.Original(secret), 0); reading is not null && n <= MostNotations; reading = reading.Resolve(), n++)
        {
            yield return new(Fold(reading.Bytes));
        }

        yield return new(Fold(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(secret))));
        yield return new(Base64(secret, 0), IsBase64: true);
        for (var before = 0; before < 3; before++)
        {
            // Three bytes are four characters; those that hold bits of a neighbour as well are hidden unseen.
            var (begin, end) = (before == 0 ? 0 : before + 1, 8 * (before + secret.Length) / 6);
            if (end - begin >= LeastWithinWords)
            {
                yield return new(Base64(secret, before)[begin..end], IsBase64: true, before == 0 ? 0 : 1, 8 * (before + secret.Length) % 6 == 0 ? 0 : 1);
            }
        }
    }

    private static byte[] Base64(byte[] secret, int before) =>
        Fold(Encoding.ASCII.GetBytes(Convert.ToBase64String([.. new byte[before], .. secret]).TrimEnd('=')));

    /// <summary>One text that is looked for.</summary>
    /// <param name="Folded">It, folded.</param>
    /// <param name="IsBase64">Whether signs that fill up a group may follow.</param>
    /// <param name="Before">How many characters before it hold bits of it.</param>
    /// <param name="After">How many behind it.</param>
    private sealed record SoughtText(byte[] Folded, bool IsBase64 = false, int Before = 0, int After = 0)
    {
        /// <summary>Where it begins and ends in a folded text, looked for from a place on; null when it is not there.</summary>
        public (int Begin, int End)? Find(ReadOnlySpan<byte> text, int from)
        {
            var telling = Folded.AsSpan(0, Math.Min(Folded.Length, Telling));
            for (; text[from..].IndexOf(telling) is var next and >= 0; from++)
            {
                from += next;
                var end = from + text[from..].CommonPrefixLength(Folded);
                if (Folded.Length < LeastWithinWords && ((from > 0 && IsOfWord(text[from - 1])) || (end < text.Length && IsOfWord(text[end]))))
                {
                    continue;
                }

                end = Math.Min(text.Length, end + After);
                while (IsBase64 && end < text.Length && text[end] == '=')
                {
                    end++;
                }

                return (Math.Max(0, from - Before), end);
            }

            return null;
        }

        private static bool IsOfWord(byte b) => b >= 0x80 || char.IsAsciiLetterOrDigit((char)b);
    }
}
