using System.Text.Json.Nodes;
using TaskHub.Events;

namespace TaskHub.Webhooks;

/// <summary>The JSON Schemas of the bodies that web hooks are posted (contract, section 5).</summary>
internal static class EventSchemas
{
    public static JsonObject Of(WebhookFormat format, string type, string objectType) => format switch
    {
        WebhookFormat.Redbooth => Redbooth(type, objectType),
        WebhookFormat.Worksection => Worksection(type, objectType),
        WebhookFormat.Full => Full(type, objectType),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    private static JsonObject Redbooth(string type, string objectType) => Closed(new()
    {
        ["type"] = Const(objectType),
        ["id"] = Pattern("^[0-9]+$"),
        ["url"] = new JsonObject { ["type"] = "string", ["format"] = "uri" },
        ["action"] = Const(IsCreation(type) ? "create" : type.EndsWith(".deleted", StringComparison.Ordinal) ? "delete" : "update"),
    });

    private static JsonObject Worksection(string type, string objectType)
    {
        var person = Closed(new() { ["id"] = Pattern("^[0-9]+$"), ["email"] = Words(), ["name"] = Words() });
        var properties = new JsonObject
        {
            ["action"] = Const(WorksectionNames.ActionOf(type)),
            ["object"] = Closed(new() { ["type"] = Const(objectType), ["id"] = Pattern("^[0-9]+$"), ["page"] = Pattern("^/(task|project)/[0-9]+/$") }),
            ["date_added"] = Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}$"),
            ["user_from"] = person,
        };
        if (IsCreation(type) || IsUpdate(type))
        {
            properties["new"] = Fields(person, "What was given, or what it is now.");
        }

        if (IsUpdate(type))
        {
            properties["old"] = Fields(person, "What it was before.");
        }

        return new JsonObject { ["type"] = "array", ["minItems"] = 1, ["maxItems"] = 1, ["items"] = Closed(properties) };
    }

    // Every value is a string, but for people, tags, and what is added to a task; what is not there is "".
    private static JsonObject Fields(JsonObject person, string text) => new()
    {
        ["type"] = "object",
        ["description"] = text,
        ["properties"] = new JsonObject
        {
            ["user_to"] = person.DeepClone(),
            ["tags"] = new JsonObject { ["type"] = "array", ["items"] = Words() },
            ["subscribers"] = new JsonObject { ["type"] = "array", ["items"] = person.DeepClone() },
            ["child"] = OrEmpty(new() { ["id"] = Pattern("^[0-9]+$"), ["title"] = Words(), ["status"] = Pattern("^(active|done)$"), ["user_to"] = person.DeepClone() }),
            ["file"] = OrEmpty(new() { ["id"] = Pattern("^[0-9]+$"), ["name"] = Words(), ["size"] = Pattern("^[0-9]+$") }),
        },
        ["additionalProperties"] = Words(),
    };

    private static JsonObject Full(string type, string objectType)
    {
        var data = new JsonObject
        {
            ["organization_id"] = new JsonObject { ["type"] = "integer", ["format"] = "int64" },
            ["actor"] = Ref("User"),
            ["object"] = Ref(char.ToUpperInvariant(objectType[0]) + objectType[1..]),
        };
        if (IsUpdate(type))
        {
            data["changes"] = new JsonObject
            {
                ["type"] = "object",
                ["minProperties"] = 1,
                ["description"] = "The old and the new value of each field that changed.",
                ["additionalProperties"] = new JsonObject { ["type"] = "array", ["minItems"] = 2, ["maxItems"] = 2 },
            };
        }

        return Closed(new()
        {
            ["type"] = Const(type),
            ["timestamp"] = Pattern(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$"),
            ["data"] = Closed(data),
        });
    }

    private static bool IsCreation(string type) => type is EventTypes.TaskCreated or EventTypes.CommentCreated or EventTypes.ProjectCreated;

    private static bool IsUpdate(string type) => type is EventTypes.TaskUpdated or EventTypes.CommentUpdated or EventTypes.ProjectUpdated;

    /// <summary>An object that has all of these properties and no other.</summary>
    private static JsonObject Closed(JsonObject properties) => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray([.. properties.Select(p => JsonValue.Create(p.Key))]),
        ["properties"] = properties,
        ["additionalProperties"] = false,
    };

    // One type with two names: the reference page takes no choice of schemas inside another one.
    private static JsonObject OrEmpty(JsonObject properties)
    {
        var schema = Closed(properties);
        (schema["type"], schema["pattern"]) = (new JsonArray("object", "string"), "^$");
        return schema;
    }

    private static JsonObject Const(string value) => new() { ["type"] = "string", ["const"] = value };

    private static JsonObject Pattern(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    private static JsonObject Words() => new() { ["type"] = "string" };

    private static JsonObject Ref(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };
}
