using System.Globalization;

namespace TaskHub.Webhooks.Security;

/// <summary>A signing secret that was replaced and signs along with its successor until its end.</summary>
public readonly record struct KeptSecret(string Text, DateTimeOffset Until)
{
    /// <summary>As many as a receiver can be behind; each adds a signature to every request.</summary>
    public const int Most = 4;

    /// <summary>Several as the one text that is protected: <c>whsec_…|1790000000000</c>, the end in Unix milliseconds, blanks between them.</summary>
    public static string Write(IEnumerable<KeptSecret> kept) =>
        string.Join(' ', kept.Select(k => string.Create(CultureInfo.InvariantCulture, $"{k.Text}|{k.Until.ToUnixTimeMilliseconds()}")));

    /// <summary>Reads them again.</summary>
    /// <param name="text">What <see cref="Write"/> made.</param>
    /// <param name="otherwise">The end of one that was kept before ends stood beside secrets.</param>
    public static IReadOnlyList<KeptSecret> Read(string text, DateTimeOffset otherwise) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => One(part, otherwise))];

    private static KeptSecret One(string part, DateTimeOffset otherwise)
    {
        var bar = part.IndexOf('|', StringComparison.Ordinal);
        return bar < 0
            ? new KeptSecret(part, otherwise)
            : new KeptSecret(part[..bar], DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(part.AsSpan(bar + 1), CultureInfo.InvariantCulture)));
    }
}
