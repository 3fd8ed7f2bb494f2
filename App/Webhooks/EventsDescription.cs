using System.Text.Json.Nodes;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Webhooks.Formats;

namespace TaskHub.Webhooks;

/// <summary>
/// What the description of the API says of the events that are posted: for each kind its body in the three formats, with a schema and an
/// example that the formats themselves wrote.
/// </summary>
internal static class EventsDescription
{
    private const string Hub = "https://hub.example";

    private static readonly (string Name, string Text, bool IsAlways)[] Headers =
    [
        ("webhook-id", "The delivery, the same over all its attempts: know what you had already by it.", true),
        ("webhook-timestamp", "When this attempt was made, in Unix seconds.", true),
        ("webhook-signature", "`v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`; one for each live secret, with blanks between them.", true),
        ("webhook-event", "The kind of event.", true),
        ("webhook-event-id", "The event, for `/api/3/events/{id}`.", true),
        ("webhook-attempt", "Which attempt this is, counted from 1.", true),
        ("webhook-sequence", "The place of this delivery among those of its webhook, without a gap.", true),
        ("webhook-body", "`thin` where the body would be larger than 256 KB and Redbooth's stands instead.", false),
    ];

    /// <summary>Describes each kind of event by its name, and adds the schemas of its bodies to <paramref name="schemas"/>.</summary>
    public static JsonObject Write(JsonObject schemas)
    {
        var all = new JsonObject();
        foreach (var type in EventTypes.All)
        {
            var sample = Sample(type, schemas);
            var examples = new JsonObject();
            var kinds = new JsonArray();
            foreach (var format in Enum.GetValues<WebhookFormat>())
            {
                var name = format.ToString().ToLowerInvariant();
                var body = JsonNode.Parse(WebhookFormats.Body(format, sample, Hub))!;
                schemas[$"{name}.{type}"] = EventSchemas.Of(format, type, sample.ObjectType);
                kinds.Add(new JsonObject { ["$ref"] = $"#/components/schemas/{name}.{type}" });
                examples[name] = new JsonObject { ["summary"] = $"format {name}", ["value"] = body };
            }

            all[type] = new JsonObject { ["post"] = Post(type, kinds, examples) };
        }

        return all;
    }

    private static JsonObject Post(string type, JsonArray kinds, JsonObject examples) => new()
    {
        ["operationId"] = $"on_{type.Replace('.', '_')}",
        ["summary"] = Says(type),
        ["description"] = $"Worksection calls it `{WorksectionNames.NameOf(type)}`. The webhook's `format` says which of the three bodies it gets.",
        ["parameters"] = new JsonArray([.. Headers.Select(h => new JsonObject
        {
            ["name"] = h.Name, ["in"] = "header", ["required"] = h.IsAlways, ["description"] = h.Text, ["schema"] = new JsonObject { ["type"] = "string" },
        })]),
        ["requestBody"] = new JsonObject
        {
            ["required"] = true,
            ["content"] = new JsonObject
            {
                ["application/json"] = new JsonObject { ["schema"] = new JsonObject { ["oneOf"] = kinds }, ["examples"] = examples },
            },
        },
        ["responses"] = new JsonObject
        {
            ["2XX"] = new JsonObject
            {
                ["description"] = "Taken. For `worksection` only 200 is, with a JSON body whose `status` is `OK`. Everything else is an error, "
                    + "redirects too; 410 disables the webhook at once, `Retry-After` is obeyed.",
            },
        },
    };

    private static string Says(string type)
    {
        var (what, happened) = (type.Split('.')[0], type.Split('.')[1]);
        return $"A {what} was {happened}";
    }

    /// <summary>An event of a kind about the example of its object.</summary>
    private static Event Sample(string type, JsonObject schemas)
    {
        var objectType = type.Split('.')[0];
        var name = char.ToUpperInvariant(objectType[0]) + objectType[1..];
        var shown = schemas[name]!["examples"]![0]!.DeepClone().AsObject();
        var data = new JsonObject { ["actor"] = schemas["User"]!["examples"]![0]!.DeepClone(), ["object"] = shown };
        if (type.EndsWith(".updated", StringComparison.Ordinal))
        {
            var field = objectType == "comment" ? "body" : "name";
            data["changes"] = new JsonObject { [field] = new JsonArray("Before", shown[field]!.DeepClone()) };
        }

        return new Event
        {
            PublicId = "evt_00000000000000000000000000000001",
            OrganizationId = 1,
            ProjectId = 2,
            TaskId = objectType == "project" ? null : 51,
            Type = type,
            ObjectType = objectType,
            ObjectId = (long)shown["id"]!,
            Data = data.ToJsonString(HubJson.Options),
            OccurredAt = DateTimeOffset.FromUnixTimeMilliseconds(1_415_025_412_123),
        };
    }
}
