using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TaskHub.Identity;
using TaskHub.Tests.Api;
using TaskHub.Tests.Fakes;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Browser;

/// <summary>The whole of TaskHub once through, in a browser, against a real receiver.</summary>
public sealed class StoryTests(StoryFixture story) : IClassFixture<StoryFixture>
{
    private const string Email = "ada@example.com";
    private const string Person = """{"type":"User","id":1,"name":"Ada Lovelace","email":"ada@example.com"}""";
    private const string WorksectionPerson = """{"id":"1","email":"ada@example.com","name":"Ada Lovelace"}""";
    private const string Plan = "Write the plan";

    // What JSON must escape, what it must leave alone, and what HTML would mind.
    private const string Renamed = "Größe \"L\" & <b>";
    private const string RenamedInJson = """Größe \"L\" & <b>""";

    private readonly Dictionary<string, string> secrets = [];

    private Receiver Receiver => story.Receiver;

    [Fact]
    public async Task A_newcomer_sets_up_works_and_watches_the_deliveries()
    {
        var ada = new StoryPages(await story.NewPageAsync());
        await ada.SetUpAsync(story.SetUpLink, "Ada Lovelace", Email, "Analytical Engines");
        using var api = await story.ApiOfAsync(await story.OwnerAsync());
        await ada.CreateProjectAsync("Relaunch");
        await ada.AddTaskAsync("Stay for later");
        await AddWebhooksAsync(ada);

        var watcher = new StoryPages(await ada.Page.Context.NewPageAsync());
        var webhook = await watcher.OpenWebhookAsync("Redbooth style");
        await watcher.ShowsAsync("Working", "ok");
        await WorkAsync(ada, watcher, api);
        await VerifySignaturesAsync();

        await BreakAndRepairAsync(ada, watcher, api, webhook);
        await VerifySignaturesAsync();
        await ParticipantIsRefusedAsync(webhook);
    }

    private async Task AddWebhooksAsync(StoryPages ada)
    {
        secrets["/redbooth"] = await ada.AddWebhookAsync(Receiver.Url + "redbooth", "Redbooth style", "Redbooth");
        secrets["/worksection"] = await ada.AddWebhookAsync(Receiver.Url + "worksection", "Worksection style", "Worksection");
        secrets["/full"] = await ada.AddWebhookAsync(Receiver.Url + "full", "All of it", "Full", user: "courier");

        var tests = Receiver.Requests;
        Assert.All(tests, test => Assert.Equal(("POST", "test", "application/json"), (test.Method, test.WebhookEvent, test["Content-Type"])));
        Assert.Equal(
            [
                $$"""{"type":"web_hook","id":"1","url":"{{Base}}/api/3/web_hooks/1","action":"test"}""",
                "[]",
                $$"""{"type":"web_hook","id":"3","url":"{{Base}}/api/3/web_hooks/3","action":"test"}""",
            ],
            tests.Select(test => test.Text));
    }

    /// <summary>Everything that can happen to a task, and what each of the formats makes of it.</summary>
    private async Task WorkAsync(StoryPages ada, StoryPages watcher, ApiClient api)
    {
        await ada.Page.OpenAsync("/app/organization/1/projects/1");
        await ada.AddTaskAsync(Plan);
        var created = await FullAsync("task.created");
        await ada.OpenTaskAsync(2);
        await ada.RenameAsync(Renamed);
        var updated = await FullAsync("task.updated");
        var asShown = (await api.GetAsync("/tasks/2")).Text;
        await ada.CompleteAsync();
        await ada.ReopenAsync();
        await ada.CommentAsync("Looks good");
        await ada.NoBarrierAsync();

        // Each of them appears on the page that was open before, without a reload.
        foreach (var name in new[] { "task.created", "task.updated", "task.completed", "task.reopened" })
        {
            var row = watcher.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = name });
            await Expect(row).ToContainTextAsync("Delivered");
            await Expect(row).ToContainTextAsync("200");
        }

        Assert.Equal(200, (await api.GetAsync("/tasks/2")).Status);
        await ada.DeleteAsync();
        await FullAsync("task.deleted");

        Assert.Equal(
            new[] { "create", "update", "update", "update", "delete" }.Select(
                action => $$"""{"type":"task","id":"2","url":"{{Base}}/api/3/tasks/2","action":"{{action}}"}"""),
            (await ArrivedAsync("/redbooth", 5)).Select(request => request.Text));
        Assert.Equal(WorksectionBodies(), (await ArrivedAsync("/worksection", 5)).Select(WithoutTime));
        Assert.Equal(
            ["task.created", "task.updated", "task.completed", "task.reopened", "comment.created", "task.deleted"],
            (await ArrivedAsync("/full", 6)).Select(request => request.WebhookEvent));
        Assert.Equal(
            $$$$"""{"type":"task.updated","timestamp":"TIME","data":{"organization_id":1,"actor":{{{{Person}}}},"object":{{{{asShown}}}},"changes":{"name":["{{{{Plan}}}}","{{{{RenamedInJson}}}}"]}}}""",
            WithoutTime(updated));
        Assert.All([created, updated], request =>
        {
            Assert.Equal("Basic " + Convert.ToBase64String("courier:four words in a row"u8), request["Authorization"]);
            Assert.StartsWith("TaskHub/", request["User-Agent"], StringComparison.Ordinal);
            Assert.StartsWith("evt_", request["webhook-event-id"], StringComparison.Ordinal);
            Assert.Equal(1, request.WebhookAttempt);
        });

        // Its addresses, the person's and the program's, lead nowhere now.
        Assert.Equal(404, (await api.GetAsync("/tasks/2")).Status);
        Assert.Equal(404, await ada.Page.OpenAsync("/app/tasks/2"));
        await ada.NoBarrierAsync();
    }

    /// <summary>The receiver breaks, the webhook is disabled at the tenth error; it is repaired, and what was held arrives.</summary>
    private async Task BreakAndRepairAsync(StoryPages ada, StoryPages watcher, ApiClient api, string path)
    {
        story.SwitchRedbooth(500);
        await ada.OpenTaskAsync(1);
        await ada.RenameAsync("First");
        await watcher.ShowsAsync("Working, but has failed attempts", "warn");
        await watcher.NoBarrierAsync();
        foreach (var name in new[] { "Second", "Third", "Fourth" })
        {
            await ada.RenameAsync(name);
        }

        await watcher.ShowsAsync("Disabled", "neutral");
        await Expect(watcher.Page.GetByText("Disabled automatically after 10 errors")).ToBeVisibleAsync();
        await ada.RenameAsync("Fifth");
        await Expect(watcher.Page.GetByText("5 deliveries are held")).ToBeVisibleAsync();
        await watcher.NoBarrierAsync();
        var hook = (await api.GetAsync("/web_hooks/1")).Object;
        Assert.Equal(
            ("disabled", "Disabled automatically after 10 errors", "gray", 10, "errors"),
            ((string)hook["status"]!, (string)hook["status_text"]!, (string)hook["status_color"]!, (int)hook["errors"]!, (string)hook["disabled_reason"]!));
        Assert.Equal(10, Deliveries("/redbooth").Count - 5);
        await ada.Page.OpenAsync(path[..path.LastIndexOf('/')]);
        await Expect(ada.Page.GetByText("Disabled automatically after 10 errors")).ToBeVisibleAsync();
        await ada.NoBarrierAsync();

        story.SwitchRedbooth(200);
        await watcher.Page.GetByRole(AriaRole.Button, new() { Name = "Enable" }).ClickAsync();
        await watcher.ShowsAsync("Working", "ok");
        var held = (await ArrivedAsync("/redbooth", 20)).Skip(15).ToList();
        var inOrder = (await ArrivedAsync("/full", 11)).Skip(6).Select(request => request["webhook-event-id"]);
        Assert.Equal(inOrder, held.Select(request => request["webhook-event-id"]));
        await Expect(watcher.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Held" })).ToHaveCountAsync(0);
        Assert.Equal("working", (string)(await api.GetAsync("/web_hooks/1")).Object["status"]!);
        Assert.Equal(20, Deliveries("/redbooth").Count);
    }

    private async Task ParticipantIsRefusedAsync(string webhook)
    {
        var paul = await story.ParticipantAsync("Paul Erdős", "paul@example.com");
        using var api = await story.ApiOfAsync(paul);
        var page = new StoryPages(await story.NewPageAsync());
        await page.Page.SignInAsync("paul@example.com");
        foreach (var path in new[] { "/app/organization/1/web_hooks", "/app/organization/999/web_hooks", webhook })
        {
            Assert.Equal(403, await page.Page.OpenAsync(path));
            await Expect(page.Page.GetByText(Failure.InsufficientAuthorization)).ToBeVisibleAsync();
        }

        await page.NoBarrierAsync();
        foreach (var organization in new[] { 1, 999 })
        {
            var refused = await api.GetAsync($"/organizations/{organization}/web_hooks");
            Assert.Equal((403, Failure.InsufficientAuthorization), (refused.Status, refused.Description));
        }
    }

    private string Base => story.Get<PublicUrl>().Base;

    /// <summary>What has arrived for a webhook so far, tests left out.</summary>
    private List<ReceivedRequest> Deliveries(string path) =>
        [.. Receiver.Requests.Where(request => request.Path == path && request.WebhookEvent != "test")];

    private async Task<List<ReceivedRequest>> ArrivedAsync(string path, int count)
    {
        await Receiver.WaitForAsync(count, request => request.Path == path && request.WebhookEvent != "test");
        return Deliveries(path);
    }

    private Task<ReceivedRequest> FullAsync(string name) => Receiver.WaitForAsync(request => request.Path == "/full" && request.WebhookEvent == name);

    private async Task VerifySignaturesAsync()
    {
        foreach (var (path, secret) in secrets)
        {
            var requests = Receiver.Requests.Where(request => request.Path == path).ToList();
            Assert.All(await StandardWebhooksNode.ProblemsAsync(requests, secret), Assert.Null);
        }
    }

    private static IEnumerable<string> WorksectionBodies()
    {
        static string Event(string action, string type, string id, string rest) =>
            $$$"""[{"action":"{{{action}}}","object":{"type":"{{{type}}}","id":"{{{id}}}","page":"/task/2/"},"date_added":"TIME","user_from":{{{WorksectionPerson}}}{{{rest}}}}]""";

        return
        [
            Event("post", "task", "2", $$$""","new":{"title":"{{{Plan}}}"}"""),
            Event("update", "task", "2", $$$""","new":{"title":"{{{RenamedInJson}}}"},"old":{"title":"{{{Plan}}}"}"""),
            Event("close", "task", "2", ""),
            Event("post", "comment", "1", ""","new":{"text":"Looks good"}"""),
            Event("delete", "task", "2", ""),
        ];
    }

    // The one thing in a body that a test cannot know before; its form is checked where it is taken out.
    private static string WithoutTime(ReceivedRequest request) => request.Path == "/worksection"
        ? Regex.Replace(request.Text, "\"date_added\":\"\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d\"", "\"date_added\":\"TIME\"")
        : Regex.Replace(request.Text, "\"timestamp\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\"", "\"timestamp\":\"TIME\"");
}
