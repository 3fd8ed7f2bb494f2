using System.Net;
using System.Text;
using System.Text.Encodings.Web;

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

    private static readonly HashSet<string> SecretHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Set-Cookie", "Set-Cookie2", "Cookie", "Authorization", "Proxy-Authorization",
    };

    private static readonly byte[] Mark = Encoding.UTF8.GetBytes(OutboundHeader.Hidden);

    // The longest first: what holds another one goes as a whole.
    private readonly byte[][] secrets;

    public Redaction(IReadOnlyList<string> secrets) => this.secrets =
    [
        .. secrets.Where(s => s.Length >= Least).SelectMany(Notations).Distinct().Select(Encoding.UTF8.GetBytes).OrderByDescending(b => b.Length),
    ];

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
            var shown = SecretHeaders.Contains(header.Name) ? OutboundHeader.Hidden : Hide(header.Value);
            if (!ReferenceEquals(shown, header.Value))
            {
                headers ??= [.. outcome.ResponseHeaders];
                headers[i] = header with { Value = shown };
            }
        }

        return headers is null && Find(outcome.Body.Span, out _) < 0
            ? outcome
            : outcome with { ResponseHeaders = headers ?? outcome.ResponseHeaders, Body = Hide(outcome.Body.Span) };
    }

    private string Hide(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Find(bytes, out _) < 0 ? text : Encoding.UTF8.GetString(Hide(bytes));
    }

    private byte[] Hide(ReadOnlySpan<byte> text)
    {
        var shown = new MemoryStream(text.Length);
        int at;
        while ((at = Find(text, out var length)) >= 0)
        {
            shown.Write(text[..at]);
            shown.Write(Mark);
            text = text[(at + length)..];
        }

        shown.Write(text);
        return shown.ToArray();
    }

    /// <summary>Where the first secret begins, and how long it is; negative where there is none.</summary>
    private int Find(ReadOnlySpan<byte> text, out int length)
    {
        var (first, found) = (-1, 0);
        foreach (var secret in secrets)
        {
            var at = Find(first < 0 ? text : text[..Math.Min(text.Length, first + secret.Length)], secret);
            if (at >= 0 && (first < 0 || at < first))
            {
                (first, found) = (at, secret.Length);
            }
        }

        length = found;
        return first;
    }

    private static int Find(ReadOnlySpan<byte> text, byte[] secret)
    {
        for (var from = 0; text[from..].IndexOf(secret) is var at and >= 0; from += at + 1)
        {
            var (begin, end) = (from + at, from + at + secret.Length);
            if (secret.Length >= LeastWithinWords || !((begin > 0 && IsOfWord(text[begin - 1])) || (end < text.Length && IsOfWord(text[end]))))
            {
                return begin;
            }
        }

        return -1;
    }

    private static bool IsOfWord(byte b) => b >= 0x80 || char.IsAsciiLetterOrDigit((char)b);

    /// <summary>As it is, and as JSON, a form, a url or a page of HTML writes it.</summary>
    private static IEnumerable<string> Notations(string secret)
    {
        var json = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret);
        return
        [
            secret, json, json.Replace("/", "\\/", StringComparison.Ordinal), JavaScriptEncoder.Default.Encode(secret),
            Uri.EscapeDataString(secret), WebUtility.UrlEncode(secret), WebUtility.HtmlEncode(secret), HtmlEncoder.Default.Encode(secret),
        ];
    }
}
