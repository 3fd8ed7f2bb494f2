using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using TaskHub.Events;

namespace TaskHub.Webhooks.Formats;

/// <summary>TaskHub's own body: the object as the API showed it at the time, who changed it, and what changed.</summary>
internal static class FullFormat
{
    public static void Write(Utf8JsonWriter json, Event e)
    {
        using var frozen = JsonDocument.Parse(e.Data);
        json.WriteStartObject();
        json.WriteString("type", e.Type);
        json.WriteString("timestamp", e.OccurredAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteStartObject("data");
        json.WriteNumber("organization_id", e.OrganizationId);
        Copy(json, frozen.RootElement, "actor");
        Copy(json, frozen.RootElement, "object");
        Copy(json, frozen.RootElement, "changes");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Copy(Utf8JsonWriter json, JsonElement data, string name)
    {
        if (data.TryGetProperty(name, out var value))
        {
            json.WritePropertyName(name);
            json.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
        }
    }
}
