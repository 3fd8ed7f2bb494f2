using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using TaskHub.Tests.Browser;

namespace TaskHub.Tests.Faults;

/// <summary>The whole hub in a process of its own, set up, with receivers on this machine and short retries.</summary>
internal static class ServingHub
{
    public static HubProcess Start(string url, string folder) => HubProcess.Start([
        "--Urls", url,
        "--TaskHub:DataPath", folder,
        "--TaskHub:Setup:Email", Hub.OwnerEmail,
        "--TaskHub:Setup:Password", Hub.Password,
        "--TaskHub:Setup:Organization", Hub.Organization,
        "--TaskHub:Setup:Token", Hub.Token,
        "--TaskHub:Api:RequestsPerMinute", "0",
        "--TaskHub:Webhooks:AllowHttp", "true",
        "--TaskHub:Webhooks:AllowedNetworks", "127.0.0.0/8",
        "--TaskHub:Webhooks:DisableAfter", "1000",
        "--TaskHub:Webhooks:RetrySchedule", string.Join(',', Enumerable.Repeat("0:0:0.05", 20)),
        "--Logging:LogLevel:Default", "Warning",
        "--Logging:LogLevel:Microsoft.Hosting.Lifetime", "Information",
    ]);

    /// <summary>A client of its API, as the owner.</summary>
    public static HttpClient Client(string url)
    {
        var http = new HttpClient { BaseAddress = new Uri(url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Hub.Token);
        return http;
    }

    /// <summary>A webhook for all events of the organization.</summary>
    public static Task CreateWebhookAsync(this HttpClient http, string receiver, string format) => http.MakeAsync("organizations/1/web_hooks", new JsonObject
    {
        ["url"] = receiver,
        ["format"] = format,
        ["secret"] = DeliveryHub.Secret,
        ["events"] = new JsonArray([.. TaskHub.Events.EventTypes.All.Select(type => (JsonNode)type)]),
    });

    /// <summary>Posts to the API and returns what was made; fails unless it was.</summary>
    public static async Task<JsonObject> MakeAsync(this HttpClient http, string path, JsonObject body)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync("api/3/" + path, content, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        return JsonNode.Parse(text)!.AsObject();
    }
}
