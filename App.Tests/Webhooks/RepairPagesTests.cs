using Microsoft.Playwright;
using TaskHub.Tests.Browser;
using TaskHub.Tests.Fakes;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Webhooks;

/// <summary>What an administrator does when something is missing: send it again, watch and stop that, and ask why.</summary>
public sealed class RepairPagesTests(WebhookPagesFixture hub) : IClassFixture<WebhookPagesFixture>
{
    [Fact]
    public async Task Selected_deliveries_leave_again_by_keyboard_alone_after_one_has_agreed()
    {
        var (id, path) = await hub.WebhookAsync("selected");
        foreach (var name in new[] { "Crimson", "Emerald", "Azure" })
        {
            await hub.TaskAsync(name);
        }

        var page = await hub.OpenAsync(path);
        foreach (var name in new[] { "Azure", "Crimson" })
        {
            await Row(page, name).GetByRole(AriaRole.Checkbox).FocusAsync();
            await page.Keyboard.PressAsync("Space");
        }

        var bar = page.GetByRole(AriaRole.Region, new() { Name = "Selected deliveries" });
        await Expect(bar).ToContainTextAsync("2 selected");
        Assert.Empty(await page.AxeAsync());
        await Button(bar, "Redeliver").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("2 deliveries, at least 1 second");
        Assert.Equal(3, hub.Receiver.Requests.Count(r => r.Path == "/selected" && r.WebhookEvent != "test"));
        Assert.Empty(await page.AxeAsync());
        await Button(dialog, "Redeliver 2 deliveries").FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(Row(page, "Azure").Locator("[data-label=Attempt]")).ToHaveTextAsync("2");
        await Expect(Row(page, "Crimson").Locator("[data-label=Attempt]")).ToHaveTextAsync("2");
        await Expect(Row(page, "Emerald").Locator("[data-label=Attempt]")).ToHaveTextAsync("1");
        await Expect(bar).ToHaveCountAsync(0);
        Assert.Equal([1L, 2L, 3L], (await hub.Api.GetAsync($"/web_hooks/{id}/deliveries")).Array.Select(d => (long)d!["sequence"]!).Order());
    }

    [Fact]
    public async Task A_redelivery_is_counted_first_shows_how_far_it_is_after_a_reload_too_and_can_be_stopped()
    {
        var (id, path) = await hub.WebhookAsync("slowly");
        for (var i = 0; i < 5; i++)
        {
            await hub.TaskAsync($"Slow {i}");
        }

        await hub.Receiver.WaitForAsync(5, r => r.Path == "/slowly" && r.WebhookEvent == "task.created");
        var page = await hub.OpenAsync(path);
        await Expect(page.Locator("tbody .pill", new() { HasText = "Delivered" })).ToHaveCountAsync(5);
        var answers = new TaskCompletionSource();
        hub.Receiver.AnswerWith(r => r.Path == "/slowly" ? new Answer { Until = answers.Task } : Answer.Ok);
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Row(page, "Slow 0").GetByRole(AriaRole.Checkbox).CheckAsync();
        await Button(page.GetByRole(AriaRole.Region, new() { Name = "Selected deliveries" }), "Redeliver").ClickAsync();
        await Button(dialog, "Redeliver one delivery").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Progressbar, new() { Name = "Redelivery" })).ToBeVisibleAsync();

        // A second one is seen beside it, waits its turn, and is stopped by itself.
        await Button(page, "Redeliver all…").ClickAsync();
        await dialog.GetByLabel("Which").SelectOptionAsync("failed");
        await Expect(dialog.GetByText("There is nothing to redeliver")).ToBeVisibleAsync();
        await dialog.GetByLabel("Which").SelectOptionAsync("");
        await dialog.GetByLabel("Since").SelectOptionAsync("1");
        await Button(dialog, "Redeliver 4 deliveries").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Progressbar, new() { Name = "Redelivery" })).ToHaveCountAsync(2);
        await Expect(page.GetByText("It begins once the one before it has ended.")).ToBeVisibleAsync();
        await Button(page, "Stop").Last.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(1);

        // What has ended stays, folded, whatever runs.
        await page.GetByText("One earlier redelivery").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "0 of 4 sent again, stopped just now." })).ToBeVisibleAsync();
        Assert.Empty(await page.AxeAsync());

        await page.ReloadAsync();
        await page.Locator("[data-circuit]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Expect(page.GetByText("of 1 sent again")).ToBeVisibleAsync();
        await Button(page, "Stop").ClickAsync();
        await Expect(page.GetByText("the others are what they were")).ToBeVisibleAsync();
        Assert.Empty(await page.AxeAsync());
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(0);
        await Expect(page.GetByText("of 1 sent again, stopped")).ToBeVisibleAsync();
        await Expect(page.GetByText("One earlier redelivery")).ToBeVisibleAsync();
        Assert.Equal(["stopped", "stopped"], (await hub.Api.GetAsync($"/web_hooks/{id}/redeliveries")).Array.Select(r => (string?)r!["state"]));
        answers.SetResult();
        await Expect(page.Locator("tbody .pill", new() { HasText = "Delivered" })).ToHaveCountAsync(5);
    }

    [Fact]
    public async Task Why_tells_what_a_webhook_did_not_get_and_leads_to_where_it_is_mended()
    {
        var (id, path) = await hub.WebhookAsync("narrow", ""","events":["task.completed"]""");
        await hub.TaskAsync("Nobody hears of it");
        var page = await hub.OpenAsync(path);
        await page.GetByRole(AriaRole.Link, new() { Name = "Why" }).ClickAsync();
        var row = Row(page, "Nobody hears of it");
        await Expect(row).ToContainTextAsync("The webhook did not ask for task.created.");
        Assert.Empty(await page.AxeAsync());

        await row.GetByRole(AriaRole.Link, new() { Name = "task.created" }).ClickAsync();
        var all = page.GetByRole(AriaRole.Region, new() { Name = "This event and every webhook" });
        await Expect(all.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "narrow" })).ToContainTextAsync("Not sent");
        Assert.Empty(await page.AxeAsync());
        await all.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "narrow" }).GetByRole(AriaRole.Link, new() { Name = "Choose its events" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($@"/web_hooks/{id}\?tab=settings$"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Deliveries" }).ClickAsync();
        await Expect(page.GetByText("No deliveries yet")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_page_of_a_delivery_shows_its_number_and_the_other_webhooks()
    {
        var (_, path) = await hub.WebhookAsync("numbered");
        await hub.WebhookAsync("paused", ""","enabled":false""");
        await hub.TaskAsync("Count me");
        var page = await hub.OpenAsync(path);
        await Row(page, "Count me").GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.Locator(".facts div", new() { HasText = "Sequence" })).ToContainTextAsync("1");
        var other = page.GetByRole(AriaRole.Region, new() { Name = "This event and every webhook" }).GetByRole(AriaRole.Listitem).Filter(new() { HasText = "paused" });
        await Expect(other).ToContainTextAsync("An administrator had disabled the webhook then.");
    }

    [Fact]
    public async Task A_delivery_says_where_it_went_though_the_webhook_has_another_url_now()
    {
        var (id, path) = await hub.WebhookAsync("moved-from");
        await hub.TaskAsync("Follow me");
        await hub.Receiver.WaitForAsync(r => r.Path == "/moved-from" && r.WebhookEvent == "task.created");
        await hub.Api.PatchAsync($"/web_hooks/{id}", $$"""{"url":"{{hub.Receiver.Url}}moved-to"}""");
        var page = await hub.OpenAsync(path);
        await Row(page, "Follow me").GetByRole(AriaRole.Link).ClickAsync();

        var to = page.Locator(".facts div", new() { Has = page.GetByText("To", new() { Exact = true }) });
        await Expect(to).ToContainTextAsync($"{hub.Receiver.Url}moved-from");
        await Expect(to).ToContainTextAsync("The webhook's url then; it has another now.");
        await Expect(page.Locator($"[data-copy^=\"curl -i --globoff '{hub.Receiver.Url}moved-from'\"]")).ToHaveCountAsync(1);
        await Button(page, "Redeliver").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Attempt 2" })).ToBeVisibleAsync();
        await Expect(to).ToContainTextAsync($"{hub.Receiver.Url}moved-to");
        await Expect(to).Not.ToContainTextAsync("then");
    }

    [Fact]
    public async Task A_row_that_was_found_by_its_failure_says_that_failure_though_it_was_mended()
    {
        var (id, path) = await hub.WebhookAsync("mended");
        var fails = true;
        hub.Receiver.AnswerWith(r => r.Path == "/mended" && Volatile.Read(ref fails) ? Answer.Of(503) : Answer.Ok);
        await hub.TaskAsync("Broken for a moment");
        var page = await hub.OpenAsync($"{path}?code=5xx");
        await Expect(Row(page, "Broken for a moment").GetByText("503")).ToBeVisibleAsync();
        await Expect(Row(page, "Broken for a moment")).Not.ToContainTextAsync("then");
        Volatile.Write(ref fails, false);
        var delivery = (string)(await hub.Api.GetAsync($"/web_hooks/{id}/deliveries")).Array.Single()!["id"]!;
        await hub.Api.PostAsync($"/deliveries/{delivery}/redeliver", "");

        await Expect(Row(page, "Broken for a moment")).ToContainTextAsync("503, then 200");
        await page.OpenAsync(path);
        await Expect(Row(page, "Broken for a moment")).ToContainTextAsync("Delivered");
        await Expect(Row(page, "Broken for a moment")).Not.ToContainTextAsync("503");
    }

    [Fact]
    public async Task What_leaves_again_can_end_at_a_certain_time_which_the_dialog_shows_and_changes()
    {
        var (_, path) = await hub.WebhookAsync("until");
        await hub.TaskAsync("Only until then");
        await hub.Receiver.WaitForAsync(r => r.Path == "/until" && r.WebhookEvent == "task.created");
        var page = await hub.OpenAsync($"{path}?state=delivered&until=2020-01-01T00:00:00Z");
        await Button(page, "Redeliver all…").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByLabel("Until")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^(2019-12-31|2020-01-01)T"));
        await Expect(dialog.GetByText("There is nothing to redeliver")).ToBeVisibleAsync();

        await dialog.GetByLabel("Until").FillAsync("2099-01-01T00:00");
        await Expect(Button(dialog, "Redeliver one delivery")).ToBeEnabledAsync();
        await dialog.GetByLabel("Until").FillAsync("2020-01-01T00:00");
        await Expect(dialog.GetByText("There is nothing to redeliver")).ToBeVisibleAsync();
        await dialog.GetByLabel("From").FillAsync("2021-01-01T00:00");
        await Expect(dialog.GetByText("until is before since: nothing can lie between them")).ToBeVisibleAsync();
        await dialog.GetByLabel("Since").SelectOptionAsync("1");
        await Expect(Button(dialog, "Redeliver one delivery")).ToBeEnabledAsync();
        Assert.Empty(await page.AxeAsync());
    }

    private static ILocator Row(IPage page, string text) => page.GetByRole(AriaRole.Row).Filter(new() { HasText = text });

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Button(ILocator within, string name) => within.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
