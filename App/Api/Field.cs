using System.Text.Json;
using System.Text.Json.Nodes;

namespace TaskHub.Api;

/// <summary>A field of a body, or a filter in an address, as the description shows it.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Text">What it means.</param>
/// <param name="Schema">What it may be.</param>
public sealed record Field(string Name, string Text, JsonObject Schema)
{
    /// <summary>Whether nothing goes without it.</summary>
    public bool IsNeeded { get; init; }

    public JsonNode? Example { get; init; }

    public static Field Id(string name, string text, long? example = null) => Of(name, text, Number("int64", 1), example);

    public static Field IdOrNull(string name, string text, long? example = null) => Of(name, text, OrNull(Number("int64", 1)), example);

    public static Field Whole(string name, string text, int least, int? most = null, int? example = null)
    {
        var schema = Number("int32", least);
        if (most is not null)
        {
            schema["maximum"] = most;
        }

        return Of(name, text, schema, example);
    }

    public static Field WholeOrNull(string name, string text, int least, int most) =>
        new(name, text, OrNull(Whole(name, text, least, most).Schema));

    public static Field Flag(string name, string text, bool? example = null) => Of(name, text, new() { ["type"] = "boolean" }, example);

    public static Field Words(string name, string text, string? example = null, int? longest = null)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (longest is not null)
        {
            schema["maxLength"] = longest;
        }

        return Of(name, text, schema, example);
    }

    public static Field Date(string name, string text, string? example = null) =>
        Of(name, text, OrNull(new() { ["type"] = "string", ["format"] = "date" }), example);

    /// <summary>A point in time in Unix seconds.</summary>
    public static Field Clock(string name, string text, string? example = null) =>
        Of(name, text, OrNull(new() { ["type"] = "string", ["pattern"] = "^([01][0-9]|2[0-3]):[0-5][0-9]$" }), example);

    public static Field Time(string name, string text, long? example = null) => Of(name, $"{text} Unix seconds.", Number("int64", 0), example);

    public static Field OneOf(string name, string text, IEnumerable<string> values, string? example = null) => Of(name, text, Choice(values), example);

    /// <summary>One or more of the values: a list in a body, with commas between them in an address.</summary>
    public static Field AnyOf(string name, string text, IEnumerable<string> values, params string[] example) => Of(
        name, text, new() { ["type"] = "array", ["items"] = Choice(values) }, example.Length > 0 ? example : null);

    public static Field Texts(string name, string text, params string[] example) => Of(
        name, text, new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } }, example.Length > 0 ? example : null);

    public static Field Ids(string name, string text, params long[] example) => Of(
        name, text, new() { ["type"] = "array", ["items"] = Number("int64", 1) }, example.Length > 0 ? example : null);

    /// <summary>An object whose values are texts.</summary>
    public static Field Map(string name, string text, IReadOnlyDictionary<string, string>? example = null) => Of(
        name, text, new() { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = "string" } }, example);

    private static Field Of<T>(string name, string text, JsonObject schema, T? example) =>
        new(name, text, schema) { Example = example is null ? null : JsonSerializer.SerializeToNode(example) };

    private static JsonObject Choice(IEnumerable<string> values) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. values.Select(v => JsonValue.Create(v))]) };

    private static JsonObject Number(string format, int least) => new() { ["type"] = "integer", ["format"] = format, ["minimum"] = least };

    private static JsonObject OrNull(JsonObject schema)
    {
        schema["type"] = new JsonArray((string)schema["type"]!, "null");
        return schema;
    }
}
