using System.Globalization;
using System.Text;
using System.Text.Json;
using TaskHub.Identity;

namespace TaskHub.Api;

/// <summary>
/// The JSON object that came with a request; an endpoint takes it as a parameter. It tells a field that is null from one that is not there,
/// as a partial update needs, and throws <see cref="BadField"/> for what it cannot understand: 400 for a wrong type, 422 for a wrong value.
/// A field that the endpoint's <see cref="Operation"/> does not have is refused, unless it sends back what was read
/// (<see cref="ReadBack"/>), and reading one is a bug. A form does as well, because that is what Redbooth's clients send: its texts are read as
/// what the field wants, and an empty one as null where null is possible.
/// </summary>
public sealed class JsonBody
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };
    private readonly JsonElement root;
    private readonly bool isForm;
    private readonly IReadOnlyList<Field> known;

    private JsonBody(JsonElement root, bool isForm, IReadOnlyList<Field> known)
    {
        this.root = root;
        this.isForm = isForm;
        this.known = known;
    }

    public static async ValueTask<JsonBody?> BindAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        var bytes = buffer.ToArray();
        try
        {
            // What calls a form and is JSON is what curl sends unless it is told otherwise.
            var isForm = FormBody.IsForm(context.Request, bytes);
            using var document = JsonDocument.Parse(bytes.Length == 0 ? "{}"u8.ToArray() : isForm ? FormBody.ToJson(bytes) : bytes, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                var known = context.GetEndpoint()?.Metadata.GetMetadata<Operation>()?.Body ?? [];
                var readBack = context.RequestServices.GetRequiredService<ReadBack>();
                var readOnly = readBack.MembersOf(context.GetEndpoint());
                var members = document.RootElement.EnumerateObject().ToList();
                BadField.RefuseOthers(members.Select(m => m.Name), name => readOnly.Contains(name) || known.Any(f => f.Name == name));
                var body = new JsonBody(document.RootElement.Clone(), isForm, known);
                var version = known.Any(f => f.Name == "version") ? body.Version(context) : null;
                await readBack.CheckAsync(context, [.. members.Where(m => readOnly.Contains(m.Name))], isForm, version);
                return body;
            }
        }
        catch (JsonException)
        {
            // Said below, in words that do not depend on the parser.
        }

        throw new BadHttpRequestException(ApiText.NotJson);
    }

    /// <summary>A text, or null.</summary>
    public Given<string?> Text(string field) => Read<string?>(field, "a string", nullable: true, static value => value.ValueKind == JsonValueKind.String ? value.GetString() : throw new FormatException());

    public Given<bool> Flag(string field) => Read(field, "true or false", false, static value => value.GetBoolean());

    public Given<int> Number(string field) => Read(field, "a whole number", false, static value => value.GetInt32());

    public Given<int?> NumberOrNull(string field) => Read<int?>(field, "a whole number or null", true, static value => value.GetInt32());

    public Given<long> Id(string field) => Read(field, "a number", false, static value => value.GetInt64());

    public Given<long?> IdOrNull(string field) => Read<long?>(field, "a number or null", true, static value => value.GetInt64());

    /// <summary>A date such as <c>2026-12-01</c>, or null.</summary>
    public Given<DateOnly?> DateOrNull(string field)
    {
        var text = Text(field);
        return !text.IsGiven ? default(Given<DateOnly?>)
            : text.Value is null || (isForm && text.Value.Length == 0) ? (DateOnly?)null
            : DateOnly.TryParseExact(text.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
            : throw new BadField(field, $"{field} must be a date such as 2026-12-01", StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>A time of day such as <c>15:00</c>, or null.</summary>
    public Given<TimeOnly?> ClockOrNull(string field)
    {
        var text = Text(field);
        return !text.IsGiven ? default(Given<TimeOnly?>)
            : text.Value is null || (isForm && text.Value.Length == 0) ? (TimeOnly?)null
            : TimeOnly.TryParseExact(text.Value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock) ? clock
            : throw new BadField(field, $"{field} must be a time of day such as 15:00", StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>A point in time in Unix seconds, or null.</summary>
    public Given<DateTimeOffset?> TimeOrNull(string field) =>
        Read<DateTimeOffset?>(field, "a time in Unix seconds", true, static value => DateTimeOffset.FromUnixTimeSeconds(value.GetInt64()));

    /// <summary>One of the names of an enumeration, in snake_case.</summary>
    public Given<T> OneOf<T>(string field)
        where T : struct, Enum
    {
        var text = Read(field, "a string", false, static value => value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new FormatException());
        return text.IsGiven ? EnumNames.Parse<T>(field, text.Value!, StatusCodes.Status422UnprocessableEntity) : default(Given<T>);
    }

    public Given<IReadOnlyList<string>> Texts(string field) => List(field, "a list of strings", static item => item.GetString() ?? throw new FormatException());

    public Given<IReadOnlyList<long>> Ids(string field) => List(field, "a list of numbers", static item => item.GetInt64());

    /// <summary>An object whose values are all texts; null clears it.</summary>
    public Given<IReadOnlyDictionary<string, string>> Map(string field) => Read<IReadOnlyDictionary<string, string>>(
        field,
        "an object of strings",
        false,
        static value => value.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString() ?? throw new FormatException(), StringComparer.Ordinal));

    /// <summary>
    /// The version that the caller saw, from <c>version</c> or from <c>If-Match</c>; null when they ask for no conflict check. Of two that differ the
    /// older one, which is not the newest whatever the other is.
    /// </summary>
    public int? Version(HttpContext context)
    {
        var version = Number("version");
        int? said = version.IsGiven ? version.Value : null;
        var match = IfMatch(context);
        return said is null || match is null ? said ?? match : Math.Min(said.Value, match.Value);
    }

    /// <summary>The version that <c>If-Match</c> names; null when it asks for no conflict check.</summary>
    public static int? IfMatch(HttpContext context)
    {
        if (context.Request.Headers.IfMatch is not { Count: > 0 } given)
        {
            return null;
        }

        var match = given.ToString().Trim();
        if (match is "*")
        {
            return null;
        }

        match = match.StartsWith("W/", StringComparison.Ordinal) ? match[2..] : match;
        return int.TryParse(match.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            ? seen
            : throw new BadField("If-Match", "If-Match must be a version, such as \"3\"");
    }

    private Given<IReadOnlyList<T>> List<T>(string field, string what, Func<JsonElement, T> read) =>
        Read<IReadOnlyList<T>>(field, what, false, value => [.. Items(value, typeof(T).IsValueType).Select(read)]);

    private IEnumerable<JsonElement> Items(JsonElement value, bool typed) =>
        !isForm ? value.EnumerateArray() : FormBody.Items(value).Select(item => typed ? FormBody.Typed(item) : item);

    private Given<T> Read<T>(string field, string what, bool nullable, Func<JsonElement, T> read)
    {
        if (!known.Any(f => f.Name == field))
        {
            throw new InvalidOperationException($"The description of the endpoint does not have {field}.");
        }

        if (!root.TryGetProperty(field, out var value))
        {
            return default;
        }

        if (isForm && typeof(T).IsValueType)
        {
            value = FormBody.Typed(value);
        }

        if (nullable && value.ValueKind == JsonValueKind.Null)
        {
            return Given.Of<T>(default!);
        }

        try
        {
            return Given.Of(read(value));
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or OverflowException or ArgumentException or DecoderFallbackException)
        {
            throw new BadField(field, $"{field} must be {what}");
        }
    }
}
