using System.Globalization;
using System.Text.Json.Nodes;
using TaskHub.Identity;

namespace TaskHub.Api.Description;

/// <summary>Writes one operation: what it takes, from its endpoint and what that says of itself, and everything that it can answer.</summary>
internal sealed class OperationWriter(SchemaBook book, ReadBack readBack)
{
    private const string AnyFile = "application/octet-stream";

    private static readonly string[] PageHeaders =
        ["PaginationTotalPages", "PaginationPerPage", "PaginationCurrentPage", "PaginationTotalObjects", "PaginationLinks"];

    /// <summary>The address of an endpoint, as the description writes it.</summary>
    public static string PathOf(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            _ => "",
        }))));

    public JsonObject Write(RouteEndpoint endpoint, Operation operation, string method)
    {
        var written = new JsonObject
        {
            ["operationId"] = method == HttpMethods.Put ? $"put_{operation.Name}" : operation.Name,
            ["tags"] = new JsonArray(operation.Group),
            ["summary"] = operation.Summary,
            ["description"] = Text(endpoint, operation, method),
            ["parameters"] = Parameters(endpoint, operation, method),
        };
        if (operation.Body is { } fields)
        {
            written["requestBody"] = Body(fields, ReadOnly(endpoint, operation));
        }

        if (operation.TakesFile)
        {
            written["requestBody"] = new JsonObject { ["required"] = true, ["content"] = new JsonObject { [AnyFile] = new JsonObject() } };
        }

        written["responses"] = Responses(endpoint, operation, method);
        written["security"] = new JsonArray(new JsonObject { ["token"] = new JsonArray(ScopeName(endpoint, method)) });
        return written;
    }

    public static JsonObject SharedParameters()
    {
        var page = new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["default"] = 1 };
        var size = new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = Paging.MaxSize, ["default"] = Paging.DefaultSize };
        return new JsonObject
        {
            ["page"] = Parameter("page", "query", "Which page, counted from 1.", page),
            ["per_page"] = Parameter("per_page", "query", "How many a page has.", size),
            ["cursor"] = Parameter("cursor", "query", "Where to go on: the `PaginationNextCursor` of the page before.", Words()),
            ["Idempotency-Key"] = Parameter("Idempotency-Key", "header", DescriptionText.Idempotency, new JsonObject { ["type"] = "string", ["maxLength"] = 255 }),
            ["If-Match"] = Parameter("If-Match", "header", DescriptionText.IfMatch, Words()),
        };
    }

    public static JsonObject SharedHeaders()
    {
        var headers = new JsonObject
        {
            ["Location"] = Header("Where the new object is.", new JsonObject { ["type"] = "string", ["format"] = "uri" }),
            ["RetryAfter"] = Header("In how many seconds to come again.", new JsonObject { ["type"] = "integer", ["minimum"] = 1 }),
            ["ETag"] = Header("The version, in quotes, for `If-Match`.", Words()),
            ["PaginationNextCursor"] = Header("Where the next page begins; left out on the last.", Words()),
        };
        foreach (var name in PageHeaders)
        {
            headers[name] = name == "PaginationLinks"
                ? Header("Links to the first, previous, next and last page.", Words())
                : Header(DescriptionText.PageHeader(name), new JsonObject { ["type"] = "integer" });
        }

        return headers;
    }

    private static string Text(RouteEndpoint endpoint, Operation operation, string method) => string.Join(
        "\n\n",
        new[] { operation.Text, operation.Conflict is { } when ? $"409 when {when}" : null, $"Scope: `{ScopeName(endpoint, method)}`." }.OfType<string>());

    private static string ScopeName(RouteEndpoint endpoint, string method) => ApiGate.ScopeOf(endpoint, method) switch
    {
        Scopes.Read => "read",
        Scopes.Write => "write",
        Scopes.WebHooks => "web_hooks",
        _ => "admin",
    };

    private static JsonArray Parameters(RouteEndpoint endpoint, Operation operation, string method)
    {
        var all = new JsonArray();
        foreach (var part in endpoint.RoutePattern.Parameters)
        {
            var isNumber = part.ParameterPolicies.Any(p => p.Content == "long");
            var schema = isNumber ? new JsonObject { ["type"] = "integer", ["format"] = "int64" } : Words();
            all.Add(Parameter(part.Name, "path", DescriptionText.PathPart(part.Name), schema, required: true));
        }

        foreach (var field in operation.Query)
        {
            all.Add(Filter(field));
        }

        if (operation.Orders is { } orders)
        {
            all.Add(SharedParameter("page"));
            all.Add(Order([.. orders]));
        }

        string?[] shared =
        [
            operation.HasCursor ? "cursor" : null, operation.HasCursor || operation.Orders is not null ? "per_page" : null,
            method == HttpMethods.Post ? "Idempotency-Key" : null, MayCompare(operation, method) ? "If-Match" : null,
        ];
        foreach (var name in shared.OfType<string>())
        {
            all.Add(SharedParameter(name));
        }

        return all;
    }

    private static JsonObject Filter(Field field)
    {
        var parameter = Parameter(field.Name, "query", field.Text, field.Schema.DeepClone().AsObject(), field.IsNeeded);
        if ((string?)field.Schema["type"]?.AsValue().ToString() == "array")
        {
            parameter["style"] = "form";
            parameter["explode"] = false;
        }

        if (field.Example is { } example)
        {
            parameter["example"] = example.DeepClone();
        }

        return parameter;
    }

    private static JsonObject Order(string[] names) => Parameter(
        "order",
        "query",
        $"By what, then `-ASC` or `-DESC`: {string.Join(", ", names.Select(n => $"`{n}`"))}.",
        new JsonObject
        {
            ["type"] = "string",
            ["pattern"] = string.Create(CultureInfo.InvariantCulture, $"^({string.Join('|', names)})(-(ASC|DESC))?$"),
            ["default"] = $"{names[0]}-DESC",
        });

    /// <summary>What may be sent back as it was read.</summary>
    private IEnumerable<KeyValuePair<string, JsonNode?>> ReadOnly(RouteEndpoint endpoint, Operation operation)
    {
        var names = readBack.MembersOf(endpoint);
        if (names.Count == 0)
        {
            yield break;
        }

        book.Ref(operation.Answer!);
        foreach (var (name, schema) in book.Schemas[operation.Answer!.Name]!["properties"]!.AsObject().Where(p => names.Contains(p.Key)))
        {
            var readOnly = schema!.DeepClone().AsObject();
            readOnly["readOnly"] = true;
            yield return KeyValuePair.Create(name, (JsonNode?)readOnly);
        }
    }

    private static JsonObject Body(IReadOnlyList<Field> fields, IEnumerable<KeyValuePair<string, JsonNode?>> readOnly)
    {
        var properties = new JsonObject();
        var example = new JsonObject();
        foreach (var field in fields)
        {
            var schema = field.Schema.DeepClone().AsObject();
            schema["description"] = field.Text;
            properties[field.Name] = schema;
            if (field.Example is { } one)
            {
                example[field.Name] = one.DeepClone();
            }
        }

        foreach (var (name, schema) in readOnly)
        {
            properties[name] = schema;
        }

        var all = new JsonObject { ["type"] = "object", ["properties"] = properties };
        var needed = fields.Where(f => f.IsNeeded).Select(f => JsonValue.Create(f.Name)).ToArray();
        if (needed.Length > 0)
        {
            all["required"] = new JsonArray(needed);
        }

        return new JsonObject
        {
            ["required"] = needed.Length > 0,
            ["content"] = new JsonObject
            {
                ["application/json"] = new JsonObject { ["schema"] = all, ["example"] = example },
                ["application/x-www-form-urlencoded"] = new JsonObject { ["schema"] = all.DeepClone() },
            },
        };
    }

    private JsonObject Responses(RouteEndpoint endpoint, Operation operation, string method)
    {
        var responses = new JsonObject { [Text(operation.Answer is null ? StatusCodes.Status204NoContent : operation.Status)] = Success(operation) };
        var hasBody = operation.Body is not null;
        var isPost = method == HttpMethods.Post;
        (int Status, bool Can)[] errors =
        [
            (400, true), (401, true), (403, true), (404, endpoint.RoutePattern.Parameters.Count > 0),
            (409, isPost || operation.Conflict is not null || MayCompare(operation, method)),
            (413, method != HttpMethods.Get), (415, hasBody || operation.TakesFile), (422, hasBody || isPost || endpoint.RoutePattern.GetParameter("sign") is not null || operation.Query.Any(f => f.Name is "move_tasks_to" or "events" or "code")),
            (429, true), (500, true),
        ];
        foreach (var (status, _) in errors.Where(e => e.Can))
        {
            responses[Text(status)] = ErrorResponses.Ref(status);
        }

        return responses;
    }

    private JsonObject Success(Operation operation)
    {
        if (operation.Answer is not { } answer)
        {
            return new JsonObject { ["description"] = "Done." };
        }

        if (operation.AnswersFile)
        {
            return new JsonObject { ["description"] = answer.Text, ["content"] = new JsonObject { [AnyFile] = new JsonObject { ["schema"] = new JsonObject() } } };
        }

        var one = book.Ref(answer);
        var example = JsonNode.Parse(answer.Example)!;
        string[] headers =
        [
            .. operation.Status == StatusCodes.Status201Created ? ["Location"] : (string[])[],
            .. operation.Compares ? ["ETag"] : (string[])[],
            .. operation.Orders is not null ? PageHeaders : [],
            .. operation.HasCursor ? ["PaginationNextCursor"] : (string[])[],
        ];
        var success = new JsonObject
        {
            ["description"] = operation.IsList ? $"A list. {answer.Text}" : answer.Text,
            ["content"] = new JsonObject
            {
                ["application/json"] = new JsonObject
                {
                    ["schema"] = operation.IsList ? new JsonObject { ["type"] = "array", ["items"] = one } : one,
                    ["example"] = operation.IsList ? new JsonArray(example) : example,
                },
            },
        };
        if (headers.Length > 0)
        {
            success["headers"] = new JsonObject(headers.Select(h => KeyValuePair.Create<string, JsonNode?>(h, new JsonObject { ["$ref"] = $"#/components/headers/{h}" })));
        }

        return success;
    }

    private static bool MayCompare(Operation operation, string method) => operation.Compares && method != HttpMethods.Get && method != HttpMethods.Post;

    private static JsonObject SharedParameter(string name) => new() { ["$ref"] = $"#/components/parameters/{name}" };

    private static JsonObject Parameter(string name, string place, string text, JsonObject schema, bool required = false) =>
        new() { ["name"] = name, ["in"] = place, ["description"] = text, ["required"] = required, ["schema"] = schema };

    private static JsonObject Header(string text, JsonObject schema) => new() { ["description"] = text, ["schema"] = schema };

    private static JsonObject Words() => new() { ["type"] = "string" };

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
