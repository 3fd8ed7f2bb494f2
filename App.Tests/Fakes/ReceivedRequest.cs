using System.Text;
using System.Text.Json;

namespace TaskHub.Tests.Fakes;

/// <summary>A request as it arrived, byte for byte.</summary>
/// <param name="Number">1 for the first that arrived.</param>
/// <param name="ArrivedAt">When its headers had arrived.</param>
/// <param name="Method">POST, as a rule.</param>
/// <param name="Path">With the query, as the sender wrote it.</param>
/// <param name="Headers">By name in any case; several of one name are joined with a comma and a space.</param>
/// <param name="Body">The raw bytes.</param>
public sealed record ReceivedRequest(
    int Number, DateTimeOffset ArrivedAt, string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The body as UTF-8; bytes that are none throw.</summary>
    public string Text => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Body);

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    /// <summary>A header's value, or nothing when it is not there.</summary>
    public string? this[string header] => Headers.GetValueOrDefault(header);

    /// <summary>The delivery's id, the same over all its attempts.</summary>
    public string? WebhookId => this["webhook-id"];

    /// <summary>The event's name, or "test".</summary>
    public string? WebhookEvent => this["webhook-event"];

    /// <summary>The number of the attempt; 0 when the header is not there.</summary>
    public int WebhookAttempt => int.TryParse(this["webhook-attempt"], out var number) ? number : 0;

    public override string ToString() => $"#{Number} {Method} {Path} {WebhookEvent} {WebhookId} attempt {WebhookAttempt}: {Text}";
}
