using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TaskHub.Api.Description;

/// <summary>
/// The schemas of what the API answers, made from the records that are written, by the rules by which they are written: a schema cannot
/// promise what the writer does not do.
/// </summary>
internal sealed class SchemaBook(JsonSerializerOptions options)
{
    private static readonly JsonSchemaExporterOptions Rules = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Mend };

    /// <summary>The schemas by their names.</summary>
    public JsonObject Schemas { get; } = [];

    /// <summary>A reference to the schema of an object, which is written when it is asked for first.</summary>
    public JsonObject Ref(ApiObject shown)
    {
        if (!Schemas.ContainsKey(shown.Name))
        {
            Schemas[shown.Name] = Write(shown);
        }

        return Ref(shown.Name);
    }

    public static JsonObject Ref(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    private JsonObject Write(ApiObject shown)
    {
        var example = JsonNode.Parse(shown.Example)!;
        if (shown.Kinds.Count > 0)
        {
            return new JsonObject { ["type"] = "object", ["description"] = shown.Text, ["oneOf"] = new JsonArray([.. shown.Kinds.Select(Ref)]), ["examples"] = new JsonArray(example) };
        }

        // A body that is answered as it was posted.
        if (shown.Type == typeof(object))
        {
            return new JsonObject { ["description"] = shown.Text, ["examples"] = new JsonArray(example) };
        }

        var made = options.GetJsonSchemaAsNode(shown.Type, Rules).AsObject();
        var properties = made["properties"]!.AsObject();

        // Which kind of object it is, its base type writes or a property that is always the same.
        if (example["type"] is { } kind
            && (shown.Type.GetProperty("Type") is { CanWrite: false } || shown.Type.BaseType?.IsDefined(typeof(JsonPolymorphicAttribute)) == true))
        {
            properties.Remove("type");
            properties.Insert(0, "type", new JsonObject { ["type"] = "string", ["const"] = kind.DeepClone() });
            var required = made["required"]!.AsArray();
            if (!required.Any(name => (string?)name == "type"))
            {
                required.Insert(0, "type");
            }
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["description"] = shown.Text,
            ["required"] = made["required"]!.DeepClone(),
            ["properties"] = properties.DeepClone(),
            ["examples"] = new JsonArray(example),
        };
    }

    private static JsonNode Mend(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = context.TypeInfo.Type;
        if (type == typeof(DateTimeOffset) || type == typeof(DateTimeOffset?))
        {
            schema = new JsonObject
            {
                ["type"] = type == typeof(DateTimeOffset) ? "integer" : new JsonArray("integer", "null"),
                ["format"] = "int64",
                ["description"] = "Unix seconds.",
            };
        }

        // What was frozen is passed on as it is; its own schema says what stands in it.
        if (type == typeof(JsonElement) || type == typeof(JsonElement?))
        {
            schema = context.PropertyInfo?.Name switch
            {
                "actor" => Ref("User"),
                "object" => new JsonObject { ["type"] = "object", ["oneOf"] = new JsonArray(Ref("Task"), Ref("Comment"), Ref("Project")) },
                "changes" => new JsonObject { ["type"] = "object", ["additionalProperties"] = OldAndNew() },
                _ => context.PropertyInfo is null ? OldAndNew() : schema,
            };
        }

        if (schema is not JsonObject node)
        {
            return schema;
        }

        if (node["enum"] is JsonArray names && !node.ContainsKey("type"))
        {
            node["type"] = names.Any(name => name is null) ? new JsonArray("string", "null") : "string";
        }

        if (context.TypeInfo.Kind == JsonTypeInfoKind.Object)
        {
            node["required"] = new JsonArray([.. context.TypeInfo.Properties.Where(IsAlwaysWritten).Select(p => JsonValue.Create(p.Name))]);
        }

        if (context.PropertyInfo?.AttributeProvider is { } property)
        {
            if (property.GetCustomAttributes(typeof(DescriptionAttribute), inherit: true) is [DescriptionAttribute said, ..])
            {
                node["description"] = said.Description;
            }

            if (property.GetCustomAttributes(typeof(AllowedValuesAttribute), inherit: true) is [AllowedValuesAttribute allowed, ..])
            {
                node["enum"] = new JsonArray([.. allowed.Values.Select(v => JsonValue.Create((string?)v))]);
            }
        }

        return node;
    }

    private static JsonObject OldAndNew() =>
        new() { ["type"] = "array", ["minItems"] = 2, ["maxItems"] = 2, ["description"] = "The old value and the new one." };

    private static bool IsAlwaysWritten(JsonPropertyInfo property) =>
        property.Get is not null
        && (property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true) is not [JsonIgnoreAttribute ignore, ..]
            || ignore.Condition == JsonIgnoreCondition.Never);
}
