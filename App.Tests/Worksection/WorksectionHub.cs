using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Tests.Api;
using TaskHub.Tests.Webhooks;

namespace TaskHub.Tests.Worksection;

/// <summary>A hub whose organization has the API key of Worksection's own test vector, and requests that are byte for byte what its clients send.</summary>
public sealed class WorksectionHub : IAsyncLifetime
{
    /// <summary>The key in Worksection's documentation.</summary>
    public const string Key = "7776461cd931e7b1c8e9632ff8e979ce";

    private HttpClient http = null!;

    public HookHub Hooks { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Hooks.InitializeAsync();
        http = Hooks.Hub.CreateClient();
        await KeyAsync(Hooks.Organization, 1, Key);
    }

    public T Get<T>()
        where T : notnull => Hooks.Hub.Services.GetRequiredService<T>();

    /// <summary>The actor of a person in all of their organizations.</summary>
    public async Task<Actor> ActorAsync(long person = 1) => (await Get<Actors>().FindAsync(person))!;

    /// <summary>Gives an organization a key of this text, which the verb would choose at random.</summary>
    public Task KeyAsync(long organization, long person, string text) => Get<WriteGate>().RunAsync(async db =>
    {
        var secret = Get<ApiKeySecrets>().Protect(organization, text);
        db.Add(new ApiKey { OrganizationId = organization, UserId = person, Secret = secret, Ending = text[^4..], CreatedAt = DateTimeOffset.UnixEpoch });
        await db.SaveChangesAsync();
    });

    /// <summary>What Worksection's Python and PHP clients of today send: the action in the query, JSON, and the header.</summary>
    public Task<ApiAnswer> AskAsync(string action, string json = "", string key = Key) => AskUnderAsync(action, json, Header(action, key, TimeProvider.System.GetUtcNow()));

    /// <summary>The same under any header.</summary>
    public Task<ApiAnswer> AskUnderAsync(string action, string json, string authorization)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; charset=utf-8");
        return SendAsync(HttpMethod.Post, $"/api/admin/v2?action={action}", content, ("Authorization", authorization), ("Sdk-Client", "python-sdk:2.1.0"));
    }

    /// <summary>What the clients before it send: everything in the query, and the hash at its end.</summary>
    public Task<ApiAnswer> QueryAsync(string query, string key = Key) => SendAsync(HttpMethod.Get, $"/api/admin/v2/?{query}&hash={Hash(query, key)}");

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string target, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        // Otherwise the class of addresses would write some characters in another way than they were signed.
        var raw = new Uri(Hooks.Hub.Url + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(method, raw) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new ApiAnswer((int)response.StatusCode, text, new Dictionary<string, string> { ["Content-Type"] = $"{response.Content.Headers.ContentType}" });
    }

    public static string Header(string action, string key, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"Admin {time}_{Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{action}:{time}")))}";
    }

    [SuppressMessage("Security", "CA5351", Justification = "The protocol is Worksection's.")]
    public static string Hash(string said, string key = Key) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(said + key)));

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Hooks.DisposeAsync();
    }
}

internal static class WorksectionAnswers
{
    /// <summary>The data of an answer that must have gone well.</summary>
    public static JsonNode Data(this ApiAnswer answer)
    {
        Assert.Equal((200, "ok"), (answer.Status, (string?)answer.Object["status"]));
        return answer.Object["data"]!;
    }

    public static string Text(this JsonNode json, string member) => (string)json[member]!;

    /// <summary>The error of an answer: its code, message and details.</summary>
    public static (int Code, string Message, string? Details) Refused(this ApiAnswer answer)
    {
        Assert.Equal("error", (string?)answer.Object["status"]);
        return ((int)answer.Object["status_code"]!, (string)answer.Object["message"]!, (string?)answer.Object["message_details"]);
    }
}
