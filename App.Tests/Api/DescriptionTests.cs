using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Api.Description;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Tests.Fakes;
using TaskHub.Tests.Webhooks;

namespace TaskHub.Tests.Api;

/// <summary>The description is true: everything that it says is tried on a running hub, and nothing is mapped that it does not say.</summary>
public sealed class DescriptionTests(HookHub hub) : IClassFixture<HookHub>
{
    private static readonly string[] Formats = ["redbooth", "worksection", "full"];

    [Fact]
    public async Task Every_endpoint_is_described_and_everything_described_is_mapped()
    {
        var book = await ApiBook.ReadAsync(hub.Hub);
        var mapped = hub.Hub.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("api/3", StringComparison.Ordinal))
            .SelectMany(e => e.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(m => $"{m} {OperationWriter.PathOf(e)}"))
            .Distinct().Except([$"GET {ApiDescription.Path}"]);

        Assert.Equal(mapped.Order(StringComparer.Ordinal), book.Operations.Select(o => o.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(book.Operations.Count, book.Operations.Select(o => o.Id).Distinct().Count());
    }

    [Fact]
    public async Task Every_operation_answers_as_described()
    {
        var book = await ApiBook.ReadAsync(hub.Hub);
        var calls = await DescribedCalls.PrepareAsync(hub);
        Assert.Equal(
            book.Operations.Where(o => o.Method != "PUT").Select(o => o.Id).Order(StringComparer.Ordinal), calls.Ids.Order(StringComparer.Ordinal));
        var problems = new List<string>();

        // What is deleted goes last.
        foreach (var operation in book.Operations.OrderBy(o => o.Method == "DELETE"))
        {
            var (path, body) = calls[operation];
            var answer = await hub.Api.SendAsync(new HttpMethod(operation.Method), path, body);
            problems.AddRange(book.Judge(operation, answer).Select(p => $"{operation}: {p}"));
            if (answer.Status >= 300)
            {
                problems.Add($"{operation}: {answer.Status} {answer.Text}");
            }

            if (answer.Text is "[]")
            {
                problems.Add($"{operation}: an empty list proves nothing");
            }
        }

        Assert.Empty(problems);
        TestContext.Current.TestOutputHelper?.WriteLine($"{book.Operations.Count} operations called");
    }

    [Fact]
    public async Task Every_error_is_answered_as_described()
    {
        var book = await ApiBook.ReadAsync(hub.Hub);
        using var nobody = new ApiClient(hub.Hub, token: null);
        using var reader = new ApiClient(hub.Hub, await GateTests.TokenAsync(hub.Hub, Scopes.Read));
        using var writer = new ApiClient(hub.Hub, await GateTests.TokenAsync(hub.Hub, Scopes.Write));
        var problems = new List<string>();
        var tried = 0;

        async Task TryAsync(ApiClient api, ApiOperation operation, int status, string? body = null, params (string, string)[] headers)
        {
            var path = operation.Path["/api/3".Length..].Replace("{organizationId}", $"{hub.Organization}", StringComparison.Ordinal);
            path = System.Text.RegularExpressions.Regex.Replace(path, "{[a-zA-Z]+}", "987654");
            path += operation.Id == "search" ? "?q=e" : "";
            var answer = await api.SendAsync(new HttpMethod(operation.Method), path, body, headers);
            tried++;
            problems.AddRange(book.Judge(operation, answer).Select(p => $"{operation}: {p}"));
            if (answer.Status != status || answer.Headers["Content-Type"] != "application/problem+json")
            {
                problems.Add($"{operation}: {answer.Status} instead of {status}: {answer.Text}");
            }
        }

        foreach (var operation in book.Operations)
        {
            var body = operation.HasBody ? "{}" : null;
            await TryAsync(nobody, operation, 401);
            await TryAsync(operation.Scope == "read" ? writer : reader, operation, 403, body);
            if (operation.HasBody)
            {
                await TryAsync(hub.Api, operation, 400, "{");
                await TryAsync(hub.Api, operation, 415, "<a/>", ("Content-Type", "text/xml"));
                await TryAsync(hub.Api, operation, 413, $$"""{"a":"{{new string('a', 1_048_576)}}"}""");
            }

            if (operation.HasBody && operation.Json["requestBody"]!["required"]!.GetValue<bool>() && !operation.Path.Contains("{id}", StringComparison.Ordinal))
            {
                await TryAsync(hub.Api, operation, 422, "{}");
            }

            if (operation.Path.EndsWith("{id}", StringComparison.Ordinal) && operation.Method is "GET" or "DELETE")
            {
                await TryAsync(hub.Api, operation, 404);
            }

            if (operation.Json["parameters"]!.AsArray().Select(book.Follow).All(p => (string?)p!["name"] != "If-Match") && operation.Method is "PATCH" or "PUT" or "DELETE")
            {
                await TryAsync(hub.Api, operation, 400, body, ("If-Match", "\"1\""));
            }
        }

        Assert.Empty(problems);
        TestContext.Current.TestOutputHelper?.WriteLine($"{tried} errors answered");
    }

    [Fact]
    public async Task Every_field_of_a_body_and_every_filter_is_read()
    {
        var book = await ApiBook.ReadAsync(hub.Hub);
        var calls = await DescribedCalls.PrepareAsync(hub);
        var problems = new List<string>();
        var tried = 0;
        foreach (var operation in book.Operations)
        {
            var (path, body) = calls[operation];
            foreach (var (name, schema) in operation.HasBody ? operation.Json["requestBody"]!["content"]!["application/json"]!["schema"]!["properties"]!.AsObject() : [])
            {
                // No field takes both.
                var wrong = JsonNode.Parse(body!)!.AsObject();
                wrong[name] = schema!["type"] is JsonValue type && (string?)type == "object" ? 5 : new JsonObject { ["no"] = 1 };
                var answer = await hub.Api.SendAsync(new HttpMethod(operation.Method), path, wrong.ToJsonString());
                tried++;
                if (answer.Status is not (400 or 422) || answer.Object["errors"]?[name] is null)
                {
                    problems.Add($"{operation} {name}: {answer.Status} {answer.Text}");
                }
            }

            foreach (var filter in operation.Json["parameters"]!.AsArray().Select(book.Follow).Where(p => (string?)p!["in"] == "query"))
            {
                var name = (string)filter!["name"]!;
                var plain = filter["schema"]!.ToJsonString() is """{"type":"string"}""";
                if (!plain)
                {
                    var answer = await hub.Api.SendAsync(new HttpMethod(operation.Method), $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}=~");
                    tried++;
                    if (answer.Status is not (400 or 422) || answer.Object["errors"]?[name] is null)
                    {
                        problems.Add($"{operation} ?{name}: {answer.Status} {answer.Text}");
                    }
                }
            }
        }

        Assert.Empty(problems);
        TestContext.Current.TestOutputHelper?.WriteLine($"{tried} fields and filters refused");
    }

    [Fact]
    public async Task What_was_read_can_be_sent_back_whole_and_what_cannot_be_changed_is_refused_changed()
    {
        var book = await ApiBook.ReadAsync(hub.Hub);
        var calls = await DescribedCalls.PrepareAsync(hub);
        var problems = new List<string>();
        foreach (var operation in book.Operations.Where(o => o.Method is "PUT" or "PATCH" && book.Operations.Any(r => r.Method == "GET" && r.Path == o.Path)))
        {
            var path = calls[operation].Path;
            async Task<ApiAnswer> SendAsync(JsonObject read, bool asForm) => asForm
                ? await hub.Api.SendAsync(new HttpMethod(operation.Method), path, Form(read), ("Content-Type", "application/x-www-form-urlencoded"))
                : await hub.Api.SendAsync(new HttpMethod(operation.Method), path, read.ToJsonString());

            var read = (await hub.Api.GetAsync(path)).Object;
            foreach (var asForm in new[] { false, true })
            {
                var answer = await SendAsync(read, asForm);
                if (answer.Status != 200 || !JsonNode.DeepEquals(read, (await hub.Api.GetAsync(path)).Object))
                {
                    problems.Add($"{operation} {(asForm ? "as a form" : "whole")}: {answer.Status} {answer.Text}");
                }
            }

            foreach (var (name, _) in operation.Json["requestBody"]!["content"]!["application/json"]!["schema"]!["properties"]!.AsObject().Where(p => p.Value!["readOnly"] is not null))
            {
                var changed = read.DeepClone().AsObject();
                changed[name] = changed[name] is JsonValue value && value.TryGetValue<long>(out var number) ? number + 1 : JsonValue.Create("another");
                var answer = await SendAsync(changed, asForm: false);
                if (answer.Status != 400 || answer.Object["errors"]?[name] is null)
                {
                    problems.Add($"{operation} {name}: {answer.Status} {answer.Text}");
                }
            }
        }

        Assert.Empty(problems);
    }

    /// <summary>As Redbooth's client writes an object into a form, which has no word for an empty list.</summary>
    private static string Form(JsonObject read) => string.Join('&', read.SelectMany(member => member.Value switch
    {
        JsonArray list => list.Select(item => $"{member.Key}[]={Uri.EscapeDataString($"{item}")}"),
        JsonObject => [],
        var value => [$"{member.Key}={Uri.EscapeDataString(value?.ToString() ?? "")}"],
    }));

    [Fact]
    public async Task Every_example_is_what_its_schema_says()
    {
        var book = await ApiBook.ReadAsync(hub.Hub);
        var problems = new List<string>();
        var tried = 0;

        void Try(string where, JsonNode? schema, JsonNode? example)
        {
            tried++;
            problems.AddRange(book.Judge(schema!, example).Select(p => $"{where}: {p}"));
        }

        foreach (var (name, schema) in book.Root["components"]!["schemas"]!.AsObject().Where(s => s.Value!["examples"] is not null))
        {
            Try(name, schema, schema!["examples"]![0]);
        }

        foreach (var operation in book.Operations)
        {
            if (operation.Json["requestBody"]?["content"]!["application/json"] is { } body)
            {
                Try(operation.Id, body["schema"], body["example"]);
            }

            foreach (var (status, response) in operation.Json["responses"]!.AsObject())
            {
                foreach (var (_, content) in book.Follow(response)!["content"]?.AsObject() ?? [])
                {
                    Try($"{operation.Id} {status}", content!["schema"], content["example"]);
                }
            }
        }

        foreach (var (type, hook) in book.Root["webhooks"]!.AsObject())
        {
            foreach (var (format, example) in hook!["post"]!["requestBody"]!["content"]!["application/json"]!["examples"]!.AsObject())
            {
                Try($"{format} {type}", new JsonObject { ["$ref"] = $"#/components/schemas/{format}.{type}" }, example!["value"]);
            }
        }

        Assert.Empty(problems);
        Assert.Equal(EventTypes.All, book.Root["webhooks"]!.AsObject().Select(h => h.Key));
        TestContext.Current.TestOutputHelper?.WriteLine($"{tried} examples");
    }

    [Fact]
    public async Task Every_kind_of_event_arrives_as_described_in_every_format()
    {
        var book = await ApiBook.ReadAsync(hub.Hub);
        hub.Receiver.AnswerWith(Answer.WorksectionOk);
        var events = new JsonArray([.. EventTypes.All.Select(e => JsonValue.Create(e))]).ToJsonString();
        foreach (var format in Formats)
        {
            Assert.Equal(201, (await hub.CreateAsync($"as-{format}", $$""","format":"{{format}}","events":{{events}}""")).Status);
        }

        await ElevenKindsAsync();

        var problems = new List<string>();
        foreach (var format in Formats)
        {
            var kinds = await hub.Receiver.WaitForAsync(12, r => r.Path == $"/as-{format}" && r.WebhookEvent != "test");
            Assert.Equal(EventTypes.All.Order(StringComparer.Ordinal), kinds.Select(r => r.WebhookEvent).Distinct().Order(StringComparer.Ordinal));
            foreach (var request in kinds)
            {
                var schema = new JsonObject { ["$ref"] = $"#/components/schemas/{format}.{request.WebhookEvent}" };
                problems.AddRange(book.Judge(schema, JsonNode.Parse(request.Text)).Select(p => $"{format} {request.WebhookEvent}: {p}"));
                var promised = book.Root["webhooks"]![request.WebhookEvent!]!["post"]!["parameters"]!.AsArray().Where(p => (bool)p!["required"]!);
                problems.AddRange(promised.Where(p => request[(string)p!["name"]!] is null).Select(p => $"{request.WebhookEvent}: {p!["name"]} is missing"));
            }
        }

        Assert.Empty(problems);
    }

    private async Task ElevenKindsAsync()
    {
        var api = hub.Api;
        var project = (await api.PostAsync("/projects", $$"""{"organization_id":{{hub.Organization}},"name":"Eleven"}""")).Id;
        await api.PatchAsync($"/projects/{project}", """{"name":"Twelve","archived":true}""");
        var task = (await api.PostAsync("/tasks", $$"""{"project_id":{{project}},"name":"One","assigned_id":1,"labels":["a"],"due_on":"2026-12-01"}""")).Id;
        await api.PatchAsync($"/tasks/{task}", """{"name":"Two","assigned_id":null,"urgent":true,"labels":["b"],"due_on":null}""");
        await api.PostAsync("/subtasks", $$"""{"task_id":{{task}},"name":"Step","resolved":true,"assigned_id":1}""");
        await api.PatchAsync($"/tasks/{task}", """{"status":"resolved"}""");
        await api.PatchAsync($"/tasks/{task}", """{"status":"open"}""");
        var comment = (await api.PostAsync("/comments", $$"""{"target_id":{{task}},"body":"Three"}""")).Id;
        await api.PatchAsync($"/comments/{comment}", """{"body":"Four"}""");
        await api.DeleteAsync($"/comments/{comment}");
        await api.DeleteAsync($"/tasks/{task}");
        Assert.Equal(204, (await api.DeleteAsync($"/projects/{project}")).Status);
    }
}
