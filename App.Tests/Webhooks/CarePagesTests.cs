using Microsoft.Playwright;
using TaskHub.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Webhooks;

/// <summary>What an administrator does so that a webhook stays well: examine its receiver, try its setting.</summary>
public sealed class CarePagesTests(WebhookPagesFixture hub) : IClassFixture<WebhookPagesFixture>
{
    [Fact]
    public async Task A_receiver_is_examined_a_setting_is_tried_and_an_example_is_sent()
    {
        var (id, path) = await hub.WebhookAsync("care", ""","events":["task.created"]""");
        await hub.TaskAsync("Crimson");
        var page = await hub.OpenAsync(path + "?tab=doctor");

        // The fixture's receiver takes whatever comes.
        await page.GetByRole(AriaRole.Button, new() { Name = "Examine the receiver" }).ClickAsync();
        await Expect(page.Locator("[data-check=wrong_signature]")).ToContainTextAsync("It takes a wrong signature");
        await Expect(page.GetByText("One thing to mend, 2 things that could be better")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-check=duplicate]")).ToContainTextAsync("remember each webhook-id");
        Assert.Empty(await page.AxeAsync());

        await page.OpenAsync(path + "?tab=events");
        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("this webhook's setting would have sent") })).ToBeVisibleAsync();
        await page.GetByLabel("Project created").CheckAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("this choice would have sent all") })).ToBeVisibleAsync();
        Assert.Contains("try=task.created%2Cproject.created", page.Url, StringComparison.Ordinal);
        Assert.Empty(await page.AxeAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Task created" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "JSON Schema" })).ToContainTextAsync("\"create\"");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send it as a test" }).ClickAsync();
        await Expect(page.GetByText("The test succeeded")).ToBeVisibleAsync();
        Assert.Equal("example", (await hub.Receiver.WaitForAsync(r => r.Path == "/care" && r["webhook-test"] is not null))["webhook-test"]);
        Assert.Empty(await page.AxeAsync());

        // Of what one is told is one's own choice, and it is kept.
        await page.OpenAsync("/app/organization/1/web_hooks/notifications");
        var recovered = page.GetByLabel("has recovered: In the inbox");
        await recovered.UncheckAsync();
        await Expect(page.GetByText("Saved", new() { Exact = false }).First).ToBeVisibleAsync();
        Assert.Empty(await page.AxeAsync());
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.OpenAsync("/app/organization/1/web_hooks/notifications");
        await Expect(recovered).Not.ToBeCheckedAsync();
        Assert.Empty(await page.AxeAsync());

        Assert.Equal(["task.created"], (await hub.Api.GetAsync($"/web_hooks/{id}")).Object["events"]!.AsArray().Select(e => (string)e!));
    }
}
