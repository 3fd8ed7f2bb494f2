using Microsoft.Playwright;
using TaskHub.Tests.Api;
using TaskHub.Tests.Browser;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Webhooks;

/// <summary>A hub with a project and a receiver that answers 500 below <c>/broken</c>; each test makes webhooks of its own.</summary>
public class WebhookPagesFixture(SharedChromium chromium) : HubFixture(chromium)
{
    public Receiver Receiver { get; private set; } = null!;

    public ApiClient Api { get; private set; } = null!;

    public long Project { get; private set; }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Receiver = await Receiver.StartAsync();
        Receiver.AnswerWith(r => r.Path.StartsWith("/broken", StringComparison.Ordinal) ? Answer.Of(500, """{"error":"locked"}""") : Answer.Ok);
        Api = new ApiClient(Hub);
        Project = (await Api.PostAsync("/projects", """{"name":"Launch"}""")).Id;
    }

    /// <summary>A webhook of this path at the receiver, by the API; its page's address.</summary>
    public async Task<(long Id, string Page)> WebhookAsync(string path, string members = "")
    {
        var id = (await Api.PostAsync("/organizations/1/web_hooks", $$"""{"url":"{{Receiver.Url}}{{path}}","description":"{{path}}"{{members}}}""")).Id;
        return (id, $"/app/organization/1/web_hooks/{id}");
    }

    public async Task<long> TaskAsync(string name) => (await Api.PostAsync("/tasks", $$"""{"project_id":{{Project}},"name":"{{name}}"}""")).Id;

    /// <summary>The owner's browser on this page.</summary>
    public async Task<IPage> OpenAsync(string path)
    {
        var page = await NewPageAsync();
        await page.SignInAsync();
        await page.OpenAsync(path);
        return page;
    }

    public override async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await base.DisposeAsync();
        await Receiver.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
