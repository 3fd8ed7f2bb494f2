using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using TaskHub.Data;
using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks.Dispatch;

/// <summary>One attempt as it went out and came back, for the record.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="Outcome">What the client saw, judged by the format.</param>
/// <param name="RequestHeaders">A JSON object, secrets hidden.</param>
/// <param name="RequestBody">The body that was sent.</param>
internal sealed record SentAttempt(
    DateTimeOffset StartedAt, AttemptOutcome Outcome, string RequestHeaders, string RequestBody)
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = HubJson.Options.Encoder, SkipValidation = true };

    /// <summary>Where it was sent.</summary>
    public string? Url { get; init; }

    /// <summary>The row of the record.</summary>
    public Attempt ToRow(long deliveryId, long webhookId, int number, bool byHand) => new()
    {
        DeliveryId = deliveryId,
        WebhookId = webhookId,
        Number = number,
        StartedAt = StartedAt,
        Url = Url,
        DurationMs = Milliseconds(Outcome.Duration),
        DnsMs = Outcome.Times.Dns is { } dns ? Milliseconds(dns) : null,
        ConnectMs = Outcome.Times.Connect is { } connect ? Milliseconds(connect) : null,
        TlsMs = Outcome.Times.Tls is { } tls ? Milliseconds(tls) : null,
        FirstByteMs = Outcome.Times.FirstByte is { } first ? Milliseconds(first) : null,
        StatusCode = Outcome.StatusCode,
        Error = Outcome.Error.WireName(),
        RequestHeaders = RequestHeaders,
        RequestBody = RequestBody,
        ResponseHeaders = Outcome.StatusCode is null ? null : ToJson(Outcome.ResponseHeaders),
        ResponseBody = Outcome.StatusCode is null ? null : Outcome.KeptBody(),
        ResponseCut = Outcome.IsCut || Outcome.Body.Length > AttemptOutcome.MaxKept,
        ByHand = byHand,
    };

    private static int Milliseconds(TimeSpan span) => (int)Math.Min(int.MaxValue, Math.Round(span.TotalMilliseconds));

    /// <summary>The headers of a request as a JSON object for the record, those that the client writes by itself first.</summary>
    internal static string ToJson(IReadOnlyList<OutboundHeader> headers, AttemptOutcome outcome, int length) =>
        outcome.Host is not { } host
            ? ToJson(headers)
            : ToJson([new("Host", host), new("Content-Type", "application/json"), new("Content-Length", length.ToString(CultureInfo.InvariantCulture)), .. headers]);

    /// <summary>Headers as a JSON object for the record, secrets hidden. What came twice under one name is one member.</summary>
    internal static string ToJson(IReadOnlyList<OutboundHeader> headers)
    {
        if (HasTwins(headers))
        {
            headers = [.. headers.GroupBy(h => h.Name, StringComparer.OrdinalIgnoreCase)
                .Select(g => new OutboundHeader(g.Key, string.Join(", ", g.Select(h => h.ShownValue))))];
        }

        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes, Compact))
        {
            json.WriteStartObject();
            for (var i = 0; i < headers.Count; i++)
            {
                json.WriteString(headers[i].Name, headers[i].ShownValue);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static bool HasTwins(IReadOnlyList<OutboundHeader> headers)
    {
        for (var i = 1; i < headers.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (headers[i].Name.Equals(headers[j].Name, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
