using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TaskHub.Tests.Browser;
using TaskHub.Tests.Fakes;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Webhooks;

/// <summary>A hub whose retries come at once and end soon, and whose webhooks are not disabled by a few errors.</summary>
public sealed class TuesdayFixture(SharedChromium chromium) : WebhookPagesFixture(chromium)
{
    protected override Dictionary<string, string> Settings => new()
    {
        ["TaskHub:Webhooks:RetrySchedule"] = "0:0:0.02,0:0:0.02",
        ["TaskHub:Webhooks:DisableAfter"] = "60",
    };
}

/// <summary>"Your integration lost something on Tuesday": an administrator finds out what, proves it and mends it, from the browser.</summary>
public sealed class TuesdayTests(TuesdayFixture hub) : IClassFixture<TuesdayFixture>
{
    [Fact]
    public async Task What_was_lost_on_Tuesday_is_found_explained_and_sent_again_until_the_chip_is_green()
    {
        var (id, path) = await hub.WebhookAsync("billing", ""","format":"full" """);
        await hub.TaskAsync("Before it all");
        await hub.Receiver.WaitForAsync(r => r.Path == "/billing" && r.WebhookEvent == "task.created");

        // Tuesday: the receiver's disk is full, and three deliveries fail for good.
        hub.Receiver.AnswerWith(r => r.Path == "/billing" ? Answer.Of(507, """{"error":"no space left on device"}""") : Answer.Ok);
        var invoice = await hub.TaskAsync("Invoice 4711");
        await FailedAsync(id, 1);
        await hub.Api.PatchAsync($"/tasks/{invoice}", """{"priority":2}""");
        await FailedAsync(id, 2);
        await hub.TaskAsync("Invoice 4712");
        await FailedAsync(id, 3);
        hub.Receiver.AnswerWith(Answer.Ok);

        // The list shows which webhook is in trouble, and its page how it went.
        var page = await hub.OpenAsync("/app/organization/1/web_hooks");
        await Expect(Row(page, "billing").Locator(".pill")).ToHaveTextAsync("Working, but has failed attempts");
        Assert.Empty(await page.AxeAsync());
        await Row(page, "billing").GetByRole(AriaRole.Link).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Health" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Causes of failures" }).GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("The receiver answered 507");
        await page.GetByText("As a table").First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Attempts" }).GetByRole(AriaRole.Cell, new() { Name = "9", Exact = true })).ToBeVisibleAsync();
        Assert.Empty(await page.AxeAsync());

        // The filter finds what failed, by what the receiver said; the address keeps it, and a file proves it.
        await page.GetByRole(AriaRole.Link, new() { Name = "See the deliveries" }).ClickAsync();
        await Expect(Rows(page)).ToHaveCountAsync(3);
        await page.GetByRole(AriaRole.Link, new() { Name = "Failed", Exact = true }).ClickAsync();
        await page.GetByLabel("Search deliveries").FillAsync("space left");
        await page.GetByLabel("Search deliveries").PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("state=failed.*q=space"));
        await Expect(Rows(page)).ToHaveCountAsync(3);
        Assert.Empty(await page.AxeAsync());
        await Button(page, "Export…").ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "JSON Lines" }).CheckAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => Button(page, "Export").ClickAsync());
        await Expect(page.GetByText("3 deliveries written.")).ToBeVisibleAsync();
        var lines = await File.ReadAllLinesAsync(await download.PathAsync());
        Assert.All(lines, line => Assert.Contains("no space left", (string?)JsonNode.Parse(line)!["attempts"]![0]!["response_body"], StringComparison.Ordinal));
        Assert.All(lines, line => Assert.EndsWith("/billing", (string?)JsonNode.Parse(line)!["attempts"]![0]!["url"], StringComparison.Ordinal));
        Assert.Equal(3, lines.Length);
        await Button(page, "Close").Last.ClickAsync();

        // One attempt tells both sides and what was done; the task tells why it did not get through.
        await Row(page, "task.updated").GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Response body" })).ToContainTextAsync("no space left on device");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "What was done" })).ToContainTextAsync("priority");
        await page.OpenAsync($"/app/tasks/{invoice}");
        await page.Locator("button.why").First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Listitem).Filter(new() { HasText = "billing" })).ToContainTextAsync("It failed for good, after 3 attempts.");

        // The doctor sees that the receiver is back, and what would spare the next Tuesday.
        await page.OpenAsync($"{path}?tab=doctor");
        await Button(page, "Examine the receiver").ClickAsync();
        await Expect(page.GetByText("One thing to mend, 2 things that could be better")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-check=answer]")).ToContainTextAsync("It takes a signed request");
        Assert.Empty(await page.AxeAsync());

        // What failed leaves again, of each task its newest state alone, and the chip turns green.
        await page.OpenAsync($"{path}?state=failed");
        await Button(page, "Redeliver all…").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("3 deliveries");
        await dialog.GetByLabel("Since").SelectOptionAsync("6");
        await dialog.GetByLabel("Only the latest state of each task").CheckAsync();
        Assert.Empty(await page.AxeAsync());
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Redeliver 2 deliveries" }).ClickAsync();
        await Expect(page.Locator(".page-head .pill")).ToHaveTextAsync("Working");
        await Expect(Rows(page)).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "All", Exact = true }).ClickAsync();
        await Row(page, "task.updated").GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByText("by hand")).ToBeVisibleAsync();
    }

    private async Task FailedAsync(long hook, int count)
    {
        while ((await hub.Api.GetAsync($"/web_hooks/{hook}/deliveries?state=failed")).Array.Count < count)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static ILocator Rows(IPage page) => page.Locator("tbody tr");

    private static ILocator Row(IPage page, string text) => page.GetByRole(AriaRole.Row).Filter(new() { HasText = text });

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
