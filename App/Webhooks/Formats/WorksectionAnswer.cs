using System.Text.Json;
using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks.Formats;

/// <summary>
/// What Worksection takes for a success: status 200 and a JSON body whose <c>status</c> is OK in any case. The content type does not matter.
/// </summary>
internal static class WorksectionAnswer
{
    public static AttemptOutcome Judge(AttemptOutcome outcome) =>
        !outcome.IsSuccess ? outcome
        : outcome.StatusCode != 200 ? outcome with { Error = AttemptError.HttpStatus }
        : outcome.IsCut ? outcome with { Error = AttemptError.TooLarge }
        : SaysOk(outcome.Body.Span) ? outcome
        : outcome with { Error = AttemptError.BadAnswer };

    private static bool SaysOk(ReadOnlySpan<byte> body)
    {
        // Some servers begin their files with a byte order mark, which is no part of the JSON.
        var reader = new Utf8JsonReader(body.StartsWith("\uFEFF"u8) ? body[3..] : body);
        try
        {
            if (!JsonDocument.TryParseValue(ref reader, out var document))
            {
                return false;
            }

            using (document)
            {
                var isAlone = !reader.Read();
                return isAlone && document.RootElement.ValueKind == JsonValueKind.Object
                    && document.RootElement.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.String
                    && string.Equals(status.GetString(), "OK", StringComparison.OrdinalIgnoreCase);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Also a string whose bytes are no text.
            return false;
        }
    }
}
