using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Tests.Browser;

namespace TaskHub.Tests.Api;

/// <summary>Talks to the API of a hub as a script would: JSON text out, JSON text in.</summary>
public sealed class ApiClient(Hub hub, string? token = Hub.Token) : IDisposable
{
    private readonly HttpClient http = hub.CreateClient();

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<ApiAnswer> PostAsync(string path, string body, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, path, body, headers);

    public Task<ApiAnswer> PatchAsync(string path, string body, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Patch, path, body, headers);

    public Task<ApiAnswer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    /// <param name="method">The method.</param>
    /// <param name="path">Below <c>/api/3</c>, or an absolute path when it begins with <c>//</c>.</param>
    /// <param name="body">The body, whatever it is.</param>
    /// <param name="headers">Further headers.</param>
    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith("//", StringComparison.Ordinal) ? path[1..] : "/api/3" + path);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(headers.FirstOrDefault(h => h.Name == "Content-Type").Value ?? "application/json");
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new ApiAnswer((int)response.StatusCode, text, all);
    }

    public void Dispose() => http.Dispose();
}

/// <summary>What the API answered.</summary>
public sealed record ApiAnswer(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonObject Object => Field<JsonObject>();

    public JsonArray Array => Field<JsonArray>();

    public long Id => (long)Object["id"]!;

    /// <summary>The message of a problem for a field.</summary>
    public string Error(string field) => (string)Object["errors"]![field]![0]!;

    public string Description => (string)Object["error"]!["description"]!;

    private T Field<T>()
        where T : JsonNode => JsonNode.Parse(Text) as T ?? throw new JsonException($"Not a {typeof(T).Name}: {Text}");
}

/// <summary>One hub for the tests of a class, with a project to work in.</summary>
public sealed class ApiHub : IAsyncLifetime
{
    /// <summary>The hub's public address, which links carry whatever it listens on.</summary>
    public const string Url = "https://hub.example";

    public Hub Hub { get; private set; } = null!;

    public ApiClient Api { get; private set; } = null!;

    public long Organization { get; private set; }

    public long Project { get; private set; }

    /// <summary>What a command line would give; set it before the first use.</summary>
    public Dictionary<string, string> Settings { get; } = new() { ["TaskHub:PublicUrl"] = Url };

    public async ValueTask InitializeAsync()
    {
        Hub = new Hub(Settings).Start();
        Api = new ApiClient(Hub);
        var project = await Api.PostAsync("/projects", """{"name":"Launch"}""");
        (Organization, Project) = ((long)project.Object["organization_id"]!, project.Id);
    }

    /// <summary>The id by which the outside knows the newest event of a kind about an object.</summary>
    public async Task<string> NewestEventAsync(string type, long objectId)
    {
        await using var db = await Hub.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        return await db.Events.Where(e => e.Type == type && e.ObjectId == objectId).OrderByDescending(e => e.Id).Select(e => e.PublicId).FirstAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Hub.DisposeAsync();
    }
}
