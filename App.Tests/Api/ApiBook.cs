using System.Text.Json.Nodes;
using Json.Schema;

namespace TaskHub.Tests.Api;

/// <summary>The description of the API as a judge of what the API does. It is stricter than it reads: what it does not name must not be there.</summary>
public sealed class ApiBook
{
    private static readonly EvaluationOptions Strictly = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };
    private readonly JsonObject schemas;

    private ApiBook(JsonObject root)
    {
        Root = root;
        schemas = root["components"]!["schemas"]!.DeepClone().AsObject();
        foreach (var (_, schema) in schemas)
        {
            Close(schema!);
        }
    }

    public JsonObject Root { get; }

    /// <summary>Every operation.</summary>
    public IReadOnlyList<ApiOperation> Operations => field ??=
    [
        .. Root["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(o => new ApiOperation(path.Key, o.Key.ToUpperInvariant(), o.Value!.AsObject()))),
    ];

    /// <summary>Reads it as anyone can.</summary>
    public static async Task<ApiBook> ReadAsync(TaskHub.Tests.Browser.Hub hub)
    {
        using var stranger = new ApiClient(hub, token: null);
        var answer = await stranger.GetAsync("/openapi.json");
        Assert.Equal((200, "application/json; charset=utf-8"), (answer.Status, answer.Headers["Content-Type"]));
        return new ApiBook(answer.Object);
    }

    /// <summary>What is wrong with an answer: its code, its headers and its body against what the operation promises. Empty when nothing is.</summary>
    public IReadOnlyList<string> Judge(ApiOperation operation, ApiAnswer answer)
    {
        if (Follow(operation.Json["responses"]![$"{answer.Status}"]) is not { } promised)
        {
            return [$"{answer.Status} is not described: {answer.Text}"];
        }

        var type = answer.Headers.GetValueOrDefault("Content-Type", "").Split(';')[0];
        var content = promised["content"]?.AsObject();
        var missing = (promised["headers"]?.AsObject() ?? [])
            .Where(h => h.Key != "PaginationNextCursor" && !answer.Headers.ContainsKey(h.Key)).Select(h => $"{h.Key} is missing").ToList();
        return content is null ? (answer.Text.Length == 0 ? missing : [$"a body where there is none: {answer.Text}"])
            : content[type] is not { } body ? [$"{type} is not described"]
            : [.. missing, .. Judge(body["schema"]!, JsonNode.Parse(answer.Text))];
    }

    /// <summary>What is wrong with a value by a schema. Empty when nothing is.</summary>
    public IReadOnlyList<string> Judge(JsonNode schema, JsonNode? value)
    {
        var whole = new JsonObject { ["allOf"] = new JsonArray(schema.DeepClone()), ["$defs"] = schemas.DeepClone() };
        var text = whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
        var results = JsonSchema.FromText(text).Evaluate(value, Strictly);
        return results.IsValid ? []
            : [.. results.Details.Where(d => d.HasErrors).SelectMany(d => d.Errors!.Select(e => $"{d.InstanceLocation}: {e.Value}")), value?.ToJsonString() ?? "null"];
    }

    /// <summary>What a reference stands for.</summary>
    public JsonNode? Follow(JsonNode? node)
    {
        if ((string?)node?["$ref"] is not { } address)
        {
            return node;
        }

        JsonNode? found = Root;
        foreach (var step in address.Split('/').Skip(1))
        {
            found = found?[step];
        }

        return found ?? throw new InvalidOperationException($"{address} leads nowhere.");
    }

    private static void Close(JsonNode schema)
    {
        if (schema is not JsonObject it)
        {
            return;
        }

        if (it["properties"] is JsonObject properties)
        {
            it["additionalProperties"] ??= false;
            foreach (var (_, each) in properties)
            {
                Close(each!);
            }
        }

        foreach (var keyword in new[] { "items", "additionalProperties" })
        {
            if (it[keyword] is JsonObject inner)
            {
                Close(inner);
            }
        }
    }
}

/// <summary>An operation as the description has it.</summary>
public sealed record ApiOperation(string Path, string Method, JsonObject Json)
{
    public string Id => (string)Json["operationId"]!;

    public bool HasBody => Json["requestBody"]?["content"]?["application/json"] is not null;

    public string Scope => (string)Json["security"]![0]!["token"]![0]!;

    public override string ToString() => $"{Method} {Path}";
}
