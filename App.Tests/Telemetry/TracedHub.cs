using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using TaskHub.Tests.Browser;
using TaskHub.Tests.Fakes;
using TaskHub.Tests.Faults;

namespace TaskHub.Tests.Telemetry;

/// <summary>A hub in a process of its own, so that nobody else's spans are among its, which sends them to a collector; and a receiver of its webhooks.</summary>
public sealed class TracedHub(SharedChromium chromium) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("taskhub-test-").FullName;
    private HubProcess hub = null!;
    private HttpClient http = null!;
    private IBrowserContext? context;

    public Receiver Collector { get; private set; } = null!;

    public Receiver Receiver { get; private set; } = null!;

    public long Project { get; private set; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Collector = await Receiver.StartAsync();
        Receiver = await Receiver.StartAsync();
        var url = $"http://localhost:{HubProcess.FreePort()}";
        hub = HubProcess.Start([
            "--Urls", url,
            "--TaskHub:DataPath", folder,
            "--TaskHub:Setup:Email", Hub.OwnerEmail,
            "--TaskHub:Setup:Password", Hub.Password,
            "--TaskHub:Setup:Organization", Hub.Organization,
            "--TaskHub:Setup:Token", Hub.Token,
            "--TaskHub:Webhooks:AllowHttp", "true",
            "--TaskHub:Webhooks:AllowedNetworks", "127.0.0.0/8",
            "--TaskHub:Webhooks:RetrySchedule", "0:0:0.05,0:0:0.05",
            "--OTEL_EXPORTER_OTLP_ENDPOINT", Collector.Url,
            "--OTEL_BSP_SCHEDULE_DELAY", "100",
            "--OTEL_METRIC_EXPORT_INTERVAL", "500",
        ]);
        await hub.ListensAsync(Cancel);
        http = new HttpClient { BaseAddress = new Uri(url + "/api/3/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Hub.Token);
        Project = (long)(await PostAsync("projects", new JsonObject { ["name"] = "Launch" }))["id"]!;
        await PostAsync("organizations/1/web_hooks", new JsonObject { ["url"] = Receiver.Url });
    }

    /// <summary>Posts to the API, as a part of a trace where one is given.</summary>
    public async Task<JsonNode> PostAsync(string path, JsonObject body, string? traceParent = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Add("traceparent", traceParent is null ? [] : [traceParent]);
        using var answer = await http.SendAsync(request, Cancel);
        return JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancel))!;
    }

    public async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await http.GetStringAsync(path, Cancel))!;

    /// <summary>Waits until the collector has a span like this.</summary>
    public async Task<ReceivedSpan> SpanAsync(Func<ReceivedSpan, bool> wanted)
    {
        await Collector.WaitForAsync(r => ReceivedSpan.In([r]).Any(wanted));
        return ReceivedSpan.In(Collector.Requests).First(wanted);
    }

    /// <summary>The owner's browser on a page of this hub.</summary>
    public async Task<IPage> OpenAsync(string path)
    {
        context ??= await (await chromium.BrowserAsync()).NewContextAsync(new() { BaseURL = http.BaseAddress!.GetLeftPart(UriPartial.Authority) });
        var page = await context.NewPageAsync();
        await page.SignInAsync();
        await page.OpenAsync(path);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (context is not null)
        {
            await context.DisposeAsync();
        }

        http.Dispose();
        hub.Dispose();
        await Collector.DisposeAsync();
        await Receiver.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
