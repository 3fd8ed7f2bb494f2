using System.Text.Json.Nodes;
using TaskHub.Api.Description;

namespace TaskHub.Api;

/// <summary>Parts of the API's description, for pages that show them.</summary>
public sealed class ApiSchemas
{
    private const string Prefix = "#/components/schemas/";
    private readonly ApiDescription description;

    internal ApiSchemas(ApiDescription description) => this.description = description;

    /// <summary>A schema by its name, with those that it refers to below <c>$defs</c>, so that it can be taken away and used as it is.</summary>
    public JsonObject? Whole(string name)
    {
        var all = JsonNode.Parse(description.Bytes)!["components"]!["schemas"]!.AsObject();
        if (all[name]?.DeepClone() is not JsonObject whole)
        {
            return null;
        }

        var definitions = new JsonObject();
        Gather(whole, all, definitions);
        if (definitions.Count > 0)
        {
            whole["$defs"] = definitions;
        }

        return whole;
    }

    /// <summary>The example of a body that an event posts, as the description has it.</summary>
    /// <param name="type">The kind of event.</param>
    /// <param name="example">Its name among the examples.</param>
    public JsonNode? Posted(string type, string example) => JsonNode.Parse(description.Bytes)!
        ["webhooks"]?[type]?["post"]?["requestBody"]?["content"]?["application/json"]?["examples"]?[example]?["value"]?.DeepClone();

    private static void Gather(JsonNode? node, JsonObject all, JsonObject definitions)
    {
        switch (node)
        {
            case JsonObject o:
                if (o["$ref"] is JsonValue reference && reference.GetValue<string>() is var target && target.StartsWith(Prefix, StringComparison.Ordinal))
                {
                    Refer(o, target[Prefix.Length..], all, definitions);
                }

                foreach (var (_, child) in o)
                {
                    Gather(child, all, definitions);
                }

                break;
            case JsonArray list:
                foreach (var child in list)
                {
                    Gather(child, all, definitions);
                }

                break;
        }
    }

    private static void Refer(JsonObject from, string name, JsonObject all, JsonObject definitions)
    {
        from["$ref"] = $"#/$defs/{name}";
        if (!definitions.ContainsKey(name))
        {
            // Said before it is walked: schemas may refer to each other.
            var definition = all[name]!.DeepClone();
            definitions[name] = definition;
            Gather(definition, all, definitions);
        }
    }
}
