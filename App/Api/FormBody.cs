using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace TaskHub.Api;

/// <summary>A body that is a form, as the JSON that it stands for.</summary>
internal static class FormBody
{
    private const string Form = "application/x-www-form-urlencoded";

    /// <summary>Whether the body is a form. Throws 415 for what is neither a form nor JSON.</summary>
    public static bool IsForm(HttpRequest request, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0 || string.IsNullOrEmpty(request.ContentType))
        {
            return false;
        }

        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed.MediaType.ToString() : "";
        if (type.Equals(Form, StringComparison.OrdinalIgnoreCase))
        {
            return !bytes.TrimStart(" \r\n\t"u8).StartsWith("{"u8);
        }

        return type.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
            ? false
            : throw new BadHttpRequestException(ApiText.NotJsonType, StatusCodes.Status415UnsupportedMediaType);
    }

    /// <summary>An object of texts; <c>name[]</c> and names that come twice are lists of them.</summary>
    public static byte[] ToJson(ReadOnlySpan<byte> bytes)
    {
        var json = new JsonObject();
        foreach (var (key, values) in QueryHelpers.ParseQuery(Encoding.UTF8.GetString(bytes)))
        {
            var isList = key.EndsWith("[]", StringComparison.Ordinal) || values.Count > 1;
            json[key.EndsWith("[]", StringComparison.Ordinal) ? key[..^2] : key] = isList
                ? new JsonArray([.. values.Select(v => JsonValue.Create(v ?? ""))])
                : JsonValue.Create(values.ToString());
        }

        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    /// <summary>A text as the number or truth value that it spells, else as it is; an empty one is null.</summary>
    public static JsonElement Typed(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return value;
        }

        var text = value.GetString()!;
        try
        {
            var typed = JsonElement.Parse(text.Length == 0 ? "null" : text);
            return typed.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null ? typed : value;
        }
        catch (JsonException)
        {
            return value;
        }
    }

    /// <summary>The items of a list; one that came alone is a list with commas.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray(),
        JsonValueKind.String => value.GetString()!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text => JsonSerializer.SerializeToElement(text)),
        JsonValueKind.Null => [],
        _ => [value],
    };
}
