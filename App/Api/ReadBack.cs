using System.Text.Json;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace TaskHub.Api;

/// <summary>
/// What a change may carry beside its fields: the other members of the object that was read, as they were read, so that a client can send a whole
/// object back. They change nothing, and one that differs is refused by its name. What they are compared with is what GET answers at the same address.
/// </summary>
internal sealed class ReadBack(IEnumerable<EndpointDataSource> sources, IOptions<JsonOptions> json)
{
    private readonly Dictionary<Operation, IReadOnlySet<string>> members = [];

    /// <summary>The names of what can be read and not changed; none where there is nothing to change.</summary>
    public IReadOnlySet<string> MembersOf(Endpoint? change)
    {
        if (change?.Metadata.GetMetadata<Operation>() is not { Body: { } body, Answer: { } answer } operation || !IsChange(change))
        {
            return new HashSet<string>();
        }

        lock (members)
        {
            return members.TryGetValue(operation, out var known) ? known : members[operation] = json.Value.SerializerOptions
                .GetTypeInfo(answer.Type).Properties.Select(p => p.Name).Append("type").Where(name => body.All(f => f.Name != name)).ToHashSet();
        }
    }

    /// <summary>Refuses what is not as it is read now.</summary>
    public async Task CheckAsync(HttpContext context, IReadOnlyList<JsonProperty> sent, bool isForm, int? version)
    {
        if (sent.Count == 0 || ReaderOf((RouteEndpoint)context.GetEndpoint()!) is not { } reader)
        {
            return;
        }

        var now = await ReadAsync(context, reader);

        // What is not there, and what has gone on since it was read, the verb refuses in better words.
        if (now is not { } read || (version is not null && read.TryGetProperty("version", out var newest) && newest.GetInt32() != version))
        {
            return;
        }

        var changed = sent.Where(m => !(read.TryGetProperty(m.Name, out var value) && IsSame(m, value, isForm)))
            .ToDictionary(m => m.Name, m => new[] { read.TryGetProperty(m.Name, out _) ? ApiText.ReadOnlyField(m.Name) : ApiText.UnknownField(m.Name) });
        if (changed.Count > 0)
        {
            throw new BadField(changed);
        }
    }

    private static bool IsChange(Endpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Patch) == true;

    private RouteEndpoint? ReaderOf(RouteEndpoint change) => sources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().FirstOrDefault(e =>
        e.RoutePattern.RawText == change.RoutePattern.RawText && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) == true);

    /// <summary>What GET answers to the same caller; null when it answers none.</summary>
    private static async Task<JsonElement?> ReadAsync(HttpContext context, RouteEndpoint reader)
    {
        using var body = new MemoryStream();
        var read = new DefaultHttpContext { RequestServices = context.RequestServices, RequestAborted = context.RequestAborted };
        read.Features.Set(context.Features.Get<Identity.Caller>());
        read.Request.Method = HttpMethods.Get;
        read.Request.Path = context.Request.Path;
        read.Request.RouteValues = context.Request.RouteValues;
        read.Response.Body = body;
        read.SetEndpoint(reader);
        await reader.RequestDelegate!(read);
        return read.Response.StatusCode == StatusCodes.Status200OK ? JsonElement.Parse(body.GetBuffer().AsSpan(0, (int)body.Length)) : null;
    }

    // Counts grow and times go on while somebody has the object in hand: what they were is as good as what they are.
    private static bool IsSame(JsonProperty sent, JsonElement now, bool isForm) =>
        (isForm ? IsSpelled(sent.Value, now) : JsonElement.DeepEquals(sent.Value, now))
        || (sent.Name is "updated_at" || sent.Name.EndsWith("_count", StringComparison.Ordinal))
            && Number(sent.Value, isForm) is { } then && Number(now, isForm) is { } newer && then >= 0 && then <= newer;

    private static bool IsSpelled(JsonElement sent, JsonElement now) => now.ValueKind switch
    {
        JsonValueKind.String => sent.ValueKind == JsonValueKind.String && sent.GetString() == now.GetString(),
        JsonValueKind.Array => FormBody.Items(sent).Select(item => item.ToString()).SequenceEqual(now.EnumerateArray().Select(item => item.ToString())),
        _ => JsonElement.DeepEquals(FormBody.Typed(sent), now),
    };

    private static long? Number(JsonElement value, bool isForm) =>
        (isForm ? FormBody.Typed(value) : value) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var whole) ? whole : null;
}
