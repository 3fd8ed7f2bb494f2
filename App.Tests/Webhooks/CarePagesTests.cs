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

        // What was found stays for whoever comes back.
        await page.OpenAsync(path + "?tab=doctor");
        await Expect(page.Locator("[data-check=wrong_signature]")).ToContainTextAsync("It takes a wrong signature");

        await page.OpenAsync(path + "?tab=events");
        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("this webhook's setting would have sent") })).ToBeVisibleAsync();
        await page.GetByLabel("Project created").CheckAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("this choice would have sent all") })).ToBeVisibleAsync();
        Assert.Contains("try=task.created%2Cproject.created", page.Url, StringComparison.Ordinal);

        // On a phone a figure stands behind the whole of its label: so many of so many.
        await Expect(page.Locator("td[data-label^='Of the last ']").First).ToHaveAttributeAsync("data-label", new System.Text.RegularExpressions.Regex(@"^Of the last \d+:$"));
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

    [Fact]
    public async Task A_choice_that_was_tried_is_saved_where_it_was_tried_and_the_settings_follow()
    {
        var (id, path) = await hub.WebhookAsync("chosen", ""","events":["task.created"]""");
        await hub.TaskAsync("Happened");
        var page = await hub.OpenAsync(path + "?tab=settings");
        await page.GetByLabel("Description").FillAsync("Half typed");
        await page.GetByRole(AriaRole.Link, new() { Name = "Events", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save this choice" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Region, new() { Name = "Events" }).GetByLabel("Task deleted").CheckAsync();
        await page.GetByLabel("Projects", new() { Exact = true }).SelectOptionAsync($"{hub.Project}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save this choice" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("this webhook's setting would have sent") })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Events" }).GetByLabel("Task deleted")).ToBeCheckedAsync();
        Assert.DoesNotContain("try=", page.Url, StringComparison.Ordinal);
        var saved = (await hub.Api.GetAsync($"/web_hooks/{id}")).Object;
        Assert.Equal(["task.created", "task.deleted"], saved["events"]!.AsArray().Select(e => (string)e!));
        Assert.Equal([hub.Project], saved["project_ids"]!.AsArray().Select(p => (long)p!));
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Parts of this webhook" }).GetByRole(AriaRole.Link, new() { Name = "Settings" }).ClickAsync();
        await Expect(page.Locator("[name=events][value='task.deleted']")).ToBeCheckedAsync();
        await Expect(page.GetByLabel("Description")).ToHaveValueAsync("Half typed");
    }

    [Fact]
    public async Task Settings_that_are_not_saved_yet_outlive_a_look_at_another_tab_and_what_is_refused_comes_into_sight()
    {
        var (_, path) = await hub.WebhookAsync("typed");
        var page = await hub.OpenAsync(path + "?tab=settings");
        await page.GetByLabel("Description").FillAsync("Half typed");
        await page.GetByRole(AriaRole.Link, new() { Name = "Health" }).ClickAsync();
        await Expect(page.GetByLabel("Description")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Parts of this webhook" }).GetByRole(AriaRole.Link, new() { Name = "Settings" }).ClickAsync();
        await Expect(page.GetByLabel("Description")).ToHaveValueAsync("Half typed");

        await page.GetByRole(AriaRole.Textbox, new() { Name = "Url" }).FillAsync($"{hub.Receiver.Url}broken/typed");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Url" })).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Url" })).ToBeInViewportAsync();
        await Expect(page.GetByLabel("Description")).ToHaveValueAsync("Half typed");
    }

    [Fact]
    public async Task An_event_is_found_by_its_kind_its_time_and_its_text()
    {
        await hub.TaskAsync("Vermilion");
        await hub.TaskAsync("Turquoise");
        var page = await hub.OpenAsync("/app/organization/1/web_hooks/events");
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search events" }).FillAsync("vermil");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("tbody tr")).ToContainTextAsync("Vermilion");
        Assert.Contains("q=vermil", page.Url, StringComparison.Ordinal);
        await page.GetByLabel("Event", new() { Exact = true }).SelectOptionAsync("task.deleted");
        await Expect(page.GetByText("No event is like that")).ToBeVisibleAsync();
        await page.GetByLabel("Event", new() { Exact = true }).SelectOptionAsync("task.created");
        await page.GetByLabel("Time").SelectOptionAsync("1h");
        await page.Locator("tbody tr").GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "This event and every webhook" })).ToBeVisibleAsync();
        Assert.Contains("q=vermil", page.Url, StringComparison.Ordinal);
        Assert.Empty(await page.AxeAsync());
    }
}
