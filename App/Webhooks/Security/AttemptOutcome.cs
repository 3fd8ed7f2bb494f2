using System.Text;

namespace TaskHub.Webhooks.Security;

/// <summary>What came of one attempt.</summary>
public sealed record AttemptOutcome
{
    /// <summary>How much of an answer's body is read, in bytes.</summary>
    public const int MaxRead = 16 * 1024;

    /// <summary>How much of it goes on record, in bytes.</summary>
    public const int MaxKept = 4 * 1024;

    public AttemptError Error { get; init; }

    /// <summary>The status of the answer; also there when reading its body failed, and <c>null</c> when there was none.</summary>
    public int? StatusCode { get; init; }

    public IReadOnlyList<OutboundHeader> ResponseHeaders { get; init; } = [];

    /// <summary>The first <see cref="MaxRead"/> bytes of the body.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether the body was longer than <see cref="Body"/>.</summary>
    public bool IsCut { get; init; }

    /// <summary>From the beginning of the attempt to the end of the body.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The parts of it.</summary>
    public AttemptTimes Times { get; init; }

    /// <summary>To whom it was addressed, as the Host header says; <c>null</c> when the url was refused before that.</summary>
    public string? Host { get; init; }

    /// <summary>How long the receiver asks to be left alone, at most a day. It counts when the answer turns out to be a failure.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public bool IsSuccess => Error == AttemptError.None;

    /// <summary>
    /// The body for the record: at most <see cref="MaxKept"/> bytes as text, marked where it was cut. Bytes that are no UTF-8 and
    /// the zero character, which not every database takes, become the replacement character.
    /// </summary>
    public string KeptBody()
    {
        var bytes = Body.Span;
        if (bytes.IsEmpty)
        {
            return "";
        }

        var isCut = IsCut || bytes.Length > MaxKept;
        var kept = bytes[..Math.Min(bytes.Length, MaxKept)];
        if (isCut)
        {
            kept = kept[..EndOfWholeCharacters(kept)];
        }

        var text = Encoding.UTF8.GetString(kept).Replace('\0', '\uFFFD');
        return isCut ? text + WebhooksText.CutMark : text;
    }

    // A cut in the middle of a character would leave a broken one at the end.
    private static int EndOfWholeCharacters(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= 4 && back <= bytes.Length; back++)
        {
            var lead = bytes[^back];
            if ((lead & 0xC0) != 0x80)
            {
                var length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
                return length > back ? bytes.Length - back : bytes.Length;
            }
        }

        return bytes.Length;
    }
}
