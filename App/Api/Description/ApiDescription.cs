using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using TaskHub.Identity;

namespace TaskHub.Api.Description;

/// <summary>The OpenAPI 3.1 description of every endpoint below <c>/api/3</c> that says what it does, written once from the endpoints themselves.</summary>
internal sealed class ApiDescription(
    IEnumerable<EndpointDataSource> sources, IEnumerable<DescribedEvents> events, ReadBack readBack, IOptions<JsonOptions> json, PublicUrl url)
{
    public const string Path = "/api/3/openapi.json";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private byte[]? written;

    public byte[] Bytes => written ??= JsonSerializer.SerializeToUtf8Bytes(Write(), Readable);

    private JsonObject Write()
    {
        var book = new SchemaBook(json.Value.SerializerOptions);
        var paths = new JsonObject();
        var operations = new OperationWriter(book, readBack);
        foreach (var endpoint in sources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<Operation>() is not { } operation)
            {
                continue;
            }

            var path = OperationWriter.PathOf(endpoint);
            var item = paths[path]?.AsObject() ?? [];
            foreach (var method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods)
            {
                item[method.ToLowerInvariant()] = operations.Write(endpoint, operation, method);
            }

            paths[path] = item;
        }

        var hooks = new JsonObject();
        foreach (var each in events)
        {
            foreach (var (name, hook) in each.Write(book.Schemas))
            {
                hooks[name] = hook!.DeepClone();
            }
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "TaskHub API 3",
                ["version"] = "3",
                ["summary"] = DescriptionText.Summary,
                ["description"] = DescriptionText.Overview,
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = url.Base }),
            ["tags"] = new JsonArray([.. DescriptionText.Groups.Select(g => new JsonObject { ["name"] = g.Name, ["description"] = g.Text })]),
            ["paths"] = paths,
            ["webhooks"] = hooks,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["token"] = new JsonObject
                    {
                        ["type"] = "http",
                        ["scheme"] = "bearer",
                        ["bearerFormat"] = "thub_pat_ and 38 characters",
                        ["description"] = DescriptionText.Token,
                    },
                },
                ["parameters"] = OperationWriter.SharedParameters(),
                ["headers"] = OperationWriter.SharedHeaders(),
                ["responses"] = ErrorResponses.Write(book),
                ["schemas"] = book.Schemas,
            },
        };
    }
}
