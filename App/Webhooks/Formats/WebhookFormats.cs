using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using TaskHub.Events;
using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks.Formats;

/// <summary>
/// What each format sends and what it takes for a success (contract, section 5). Bodies are built from the frozen event alone,
/// so that the same event gives the same bytes at every attempt, whatever has become of its object.
/// </summary>
public static class WebhookFormats
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly string[] OfTasks = [.. EventTypes.All.Where(type => type.StartsWith("task.", StringComparison.Ordinal))];

    /// <summary>The events that a webhook of this format gets unless its maker chooses others.</summary>
    public static IReadOnlyList<string> DefaultEvents(WebhookFormat format) => format switch
    {
        WebhookFormat.Redbooth => OfTasks,
        WebhookFormat.Worksection => WorksectionNames.Nine,
        WebhookFormat.Full => EventTypes.All,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    /// <summary>The body of a delivery.</summary>
    /// <param name="format">The format of the webhook.</param>
    /// <param name="e">The event.</param>
    /// <param name="publicUrl">The base of every link, without a slash at its end.</param>
    public static byte[] Body(WebhookFormat format, Event e, string publicUrl) => Write(json =>
    {
        switch (format)
        {
            case WebhookFormat.Redbooth:
                RedboothFormat.Write(json, e, publicUrl);
                break;
            case WebhookFormat.Worksection:
                WorksectionFormat.Write(json, e);
                break;
            case WebhookFormat.Full:
                FullFormat.Write(json, e);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, null);
        }
    });

    /// <summary>
    /// What is sent instead of a body that is too large: Redbooth's four keys, or for Worksection's receivers, who expect their list, one
    /// without <c>new</c> and <c>old</c>, as it is for an event that closes something.
    /// </summary>
    public static byte[] ThinBody(WebhookFormat format, Event e, string publicUrl) => format == WebhookFormat.Worksection
        ? Write(json => WorksectionFormat.Write(json, e, isThin: true))
        : Body(WebhookFormat.Redbooth, e, publicUrl);

    /// <summary>The body of the test that is sent before a webhook is enabled.</summary>
    public static byte[] TestBody(WebhookFormat format, long webhookId, string publicUrl) => format == WebhookFormat.Worksection
        ? "[]"u8.ToArray()
        : Write(json => RedboothFormat.Write(json, "web_hook", "web_hooks", webhookId, "test", publicUrl));

    /// <summary>What an attempt came to by the rules of the format, which may be stricter than any 2xx.</summary>
    public static AttemptOutcome Judge(WebhookFormat format, AttemptOutcome outcome) =>
        format == WebhookFormat.Worksection ? WorksectionAnswer.Judge(outcome) : outcome;

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes, Compact))
        {
            write(json);
        }

        return bytes.WrittenSpan.ToArray();
    }
}
