using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TaskHub.Webhooks.Catalogue;

/// <summary>
/// An example of what has never happened, of objects that do not exist: the description's own names the first project, and a receiver that
/// does not know what a test is would delete it.
/// </summary>
internal static class MadeUp
{
    /// <summary>The largest number that every receiver can keep as an id; this hub counts from 1 and does not come to it.</summary>
    public const long Id = int.MaxValue;

    private static readonly string Text = Id.ToString(CultureInfo.InvariantCulture);

    public static JsonNode Of(JsonNode body)
    {
        Change(body);
        return body;
    }

    private static void Change(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Change(item);
            }
        }
        else if (node is JsonObject o)
        {
            foreach (var (name, value) in o.ToList())
            {
                if (name == "id" || name.EndsWith("_id", StringComparison.Ordinal) || name.EndsWith("_ids", StringComparison.Ordinal))
                {
                    o[name] = NoOne(value);
                }
                else if (name is "url" or "page" && value?.GetValueKind() == JsonValueKind.String)
                {
                    o[name] = Elsewhere(value.GetValue<string>());
                }
                else
                {
                    Change(value);
                }
            }
        }
    }

    private static JsonNode? NoOne(JsonNode? id) => id switch
    {
        JsonArray ids => new JsonArray([.. ids.Select(NoOne)]),
        null => null,
        _ => id.GetValueKind() == JsonValueKind.String ? JsonValue.Create(Text) : JsonValue.Create(Id),
    };

    private static string Elsewhere(string url)
    {
        var end = url.TrimEnd('/').Length;
        var begin = url.AsSpan(0, end).LastIndexOfAnyExceptInRange('0', '9') + 1;
        return begin == end ? url : string.Concat(url.AsSpan(0, begin), Text, url.AsSpan(end));
    }
}
