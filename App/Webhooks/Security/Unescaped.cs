using System.Buffers;
using System.Buffers.Text;
using System.Net;
using System.Text;

namespace TaskHub.Webhooks.Security;

/// <summary>
/// A text in UTF-8 as it reads when its escapes are resolved, those of urls and forms, of string literals and of HTML, and where each byte of
/// it stood. One pass over the text for all three, so what was written in one notation inside another takes a pass for each.
/// </summary>
internal sealed class Unescaped
{
    // The longest names of characters of one byte or two are no longer, with what encloses them.
    private const int LongestEntity = 12;

    private static readonly SearchValues<byte> Escapes = SearchValues.Create("%\\&"u8);

    // WebUtility knows the names of HTML 4; of those that came later these are the ones of visible ASCII.
    private static readonly Dictionary<string, char> Names = (
        @"excl! num# dollar$ percnt% lpar( rpar) ast* midast* plus+ comma, period. sol/ colon: semi; equals= quest? commat@ lsqb[ lbrack[ bsol\ "
        + "rsqb] rbrack] Hat^ lowbar_ grave` lcub{ lbrace{ verbar| vert| rcub} rbrace}").Split(' ').ToDictionary(n => n[..^1], n => n[^1]);

    private readonly ReadOnlyMemory<byte> text;

    // Where each byte began, and at the end how long the original is; null for the original itself.
    private readonly int[]? origins;

    private Unescaped(ReadOnlyMemory<byte> text, int[]? origins) => (this.text, this.origins) = (text, origins);

    /// <summary>The text as it is.</summary>
    public static Unescaped Original(byte[] text) => new(text, null);

    /// <summary>Its bytes.</summary>
    public ReadOnlySpan<byte> Bytes => text.Span;

    /// <summary>What a part of it was in the original: whole escapes.</summary>
    public Range OriginOf(int begin, int end)
    {
        if (origins is null)
        {
            return begin..end;
        }

        var next = end;
        while (next < text.Length && origins[next] == origins[end - 1])
        {
            next++;
        }

        return origins[begin]..origins[next];
    }

    /// <summary>The text with its escapes resolved once; null when it has none.</summary>
    public Unescaped? Resolve()
    {
        var rest = text.Span;
        if (!rest.ContainsAny(Escapes))
        {
            return null;
        }

        var resolved = new byte[rest.Length];
        var from = new int[rest.Length + 1];
        var (at, count) = (0, 0);
        while (at < rest.Length)
        {
            var taken = Read(rest[at..], resolved.AsSpan(count), out var written);
            if (taken == 0)
            {
                (resolved[count], taken, written) = (rest[at], 1, 1);
            }

            from.AsSpan(count, written).Fill(origins?[at] ?? at);
            (at, count) = (at + taken, count + written);
        }

        from[count] = origins?[at] ?? at;
        return count == rest.Length ? null : new(resolved.AsMemory(0, count), from);
    }

    // How long the escape is that a text begins with; 0 for none. What it stands for is never longer in UTF-8.
    private static int Read(ReadOnlySpan<byte> text, Span<byte> resolved, out int written)
    {
        written = 1;
        return text[0] switch
        {
            (byte)'%' when TryHex(text, 1, 2, out var value) => Put(resolved, value, 3),
            (byte)'\\' when text.Length > 1 => ReadBackslash(text, resolved, out written),
            (byte)'&' => ReadEntity(text, resolved, out written),
            _ => 0,
        };
    }

    private static int ReadBackslash(ReadOnlySpan<byte> text, Span<byte> resolved, out int written)
    {
        written = 1;
        switch (text[1])
        {
            case (byte)'u' when TryHex(text, 2, 4, out var unit):
                var isPair = text.Length >= 12 && text[6] == '\\' && text[7] == 'u' && char.IsHighSurrogate((char)unit);
                if (isPair && TryHex(text, 8, 4, out var low) && Rune.TryCreate((char)unit, (char)low, out var pair))
                {
                    written = pair.EncodeToUtf8(resolved);
                    return 12;
                }

                written = (Rune.TryCreate(unit, out var rune) ? rune : Rune.ReplacementChar).EncodeToUtf8(resolved);
                return 6;
            case (byte)'x' when TryHex(text, 2, 2, out var value):
                return Put(resolved, value, 4);
            case (byte)'b':
                return Put(resolved, '\b', 2);
            case (byte)'f':
                return Put(resolved, '\f', 2);
            case (byte)'n':
                return Put(resolved, '\n', 2);
            case (byte)'r':
                return Put(resolved, '\r', 2);
            case (byte)'t':
                return Put(resolved, '\t', 2);
            case var other when other < 0x80 && !char.IsAsciiLetterOrDigit((char)other):
                return Put(resolved, other, 2);
            default:
                return 0;
        }
    }

    private static int ReadEntity(ReadOnlySpan<byte> text, Span<byte> resolved, out int written)
    {
        written = 0;
        var end = text[..Math.Min(text.Length, LongestEntity)].IndexOf((byte)';');
        if (end < 2)
        {
            return 0;
        }

        var name = text[1..end];
        Rune rune;
        if (name[0] == '#')
        {
            var isHex = name.Length > 2 && (name[1] | 0x20) == 'x';
            var digits = name[(isHex ? 2 : 1)..];
            if (!Utf8Parser.TryParse(digits, out int value, out var read, isHex ? 'x' : 'D') || read != digits.Length || !Rune.TryCreate(value, out rune))
            {
                return 0;
            }
        }
        else if (Names.TryGetValue(Encoding.Latin1.GetString(name), out var character))
        {
            rune = new Rune(character);
        }
        else if (WebUtility.HtmlDecode(Encoding.Latin1.GetString(text[..(end + 1)])) is { Length: 1 } known && Rune.TryCreate(known[0], out rune))
        {
        }
        else
        {
            return 0;
        }

        written = rune.EncodeToUtf8(resolved);
        return end + 1;
    }

    private static bool TryHex(ReadOnlySpan<byte> text, int at, int digits, out int value)
    {
        value = 0;
        return text.Length >= at + digits && Utf8Parser.TryParse(text.Slice(at, digits), out value, out var read, 'x') && read == digits;
    }

    private static int Put(Span<byte> resolved, int value, int taken)
    {
        resolved[0] = (byte)value;
        return taken;
    }
}
