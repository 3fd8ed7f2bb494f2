using Microsoft.Playwright;
using TaskHub.Tests.Browser;
using TaskHub.Webhooks.Security;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Webhooks;

public sealed class WebhookPagesTests(WebhookPagesFixture hub) : IClassFixture<WebhookPagesFixture>
{
    [Fact]
    public async Task A_failed_test_saves_it_disabled_and_shows_why()
    {
        var page = await hub.OpenAsync("/app/organization/1/web_hooks/new");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Url" }).FillAsync(hub.Receiver.Url + "broken");
        await page.GetByLabel("Description").FillAsync("Ledger");
        await Button(page, "Test and create").ClickAsync();

        await Expect(page.GetByText("The test failed: The receiver answered 500")).ToBeVisibleAsync();
        Assert.True(SigningSecret.TryReadKey(await page.Locator(".secret code").InnerTextAsync(), out _));
        await page.GetByRole(AriaRole.Link, new() { Name = "Go to the webhook" }).ClickAsync();
        await Expect(page.Locator(".page-head .pill")).ToHaveTextAsync("Disabled");
        await Expect(page.GetByText("The test failed: The receiver answered 500")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_refused_address_is_said_at_its_field_and_what_was_typed_stays()
    {
        var page = await hub.OpenAsync("/app/organization/1/web_hooks/new");
        var url = page.GetByRole(AriaRole.Textbox, new() { Name = "Url" });
        await url.FillAsync("http://10.0.0.7/hook");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Comment created" }).CheckAsync();
        await Button(page, "Test and create").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The address is not allowed");
        await Expect(url).ToHaveValueAsync("http://10.0.0.7/hook");
        await Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "Comment created" })).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Another_format_brings_its_own_events_and_names_unless_some_were_chosen()
    {
        var page = await hub.OpenAsync("/app/organization/1/web_hooks/new");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Worksection" }).CheckAsync();

        await Expect(page.GetByText("post_task")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "Task reopened" })).Not.ToBeCheckedAsync();
        await Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "Project created" })).ToBeCheckedAsync();

        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Project created" }).UncheckAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Full" }).CheckAsync();
        await Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "Project created" })).Not.ToBeCheckedAsync();
    }

    [Fact]
    public async Task A_delivery_shows_both_sides_and_is_sent_again_while_one_watches()
    {
        var (_, path) = await hub.WebhookAsync("sides");
        await hub.TaskAsync("Paint the lighthouse");
        var page = await hub.OpenAsync(path);
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Paint the lighthouse" }).GetByRole(AriaRole.Link).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Request body" })).ToContainTextAsync("\"action\": \"create\"");
        await Expect(page.GetByText("webhook-signature")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Attempt 1" })).ToBeVisibleAsync();
        Assert.StartsWith($"curl -i --globoff '{hub.Receiver.Url}sides'", await Button(page, "Copy as curl").GetAttributeAsync("data-copy"), StringComparison.Ordinal);

        await Button(page, "Redeliver").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Attempt 2" })).ToBeVisibleAsync();
        await Expect(page.Locator(".page-head .pill")).ToHaveTextAsync("Delivered");
        await page.GetByRole(AriaRole.Link, new() { Name = "Attempt 1" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Attempt 1" })).ToBeVisibleAsync();
        Assert.EndsWith("?attempt=1", page.Url, StringComparison.Ordinal);
        Assert.Empty(await page.AxeAsync());
    }

    [Fact]
    public async Task Expunging_names_what_goes_and_the_page_says_who_removed_it_and_when()
    {
        var (_, path) = await hub.WebhookAsync("expunged");
        await hub.TaskAsync("Nobody should read this");
        var page = await hub.OpenAsync(path);
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Nobody should read this" }).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Request body" })).ToContainTextAsync("\"action\"");
        await Button(page, "More").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Expunge bodies…" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Expunge the bodies of one attempt?");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("It can never be sent again");
        await Button(page, "Expunge bodies").ClickAsync();

        await Expect(page.Locator(".banner", new() { HasText = "Bodies removed by" })).ToContainTextAsync(" on ");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Request body" })).ToHaveTextAsync("Expunged");
        await Expect(Button(page, "Redeliver")).ToBeDisabledAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Attempt 1" })).ToBeVisibleAsync();
        Assert.Empty(await page.AxeAsync());
    }

    [Fact]
    public async Task Filters_stand_in_the_address_and_are_kept_while_deliveries_come()
    {
        var (_, path) = await hub.WebhookAsync("filters");
        var task = await hub.TaskAsync("First of the filtered");
        var page = await hub.OpenAsync(path);
        await page.GetByLabel("Event").SelectOptionAsync("task.updated");
        await Expect(page.GetByText("Nothing found")).ToBeVisibleAsync();

        await hub.Api.PatchAsync($"/tasks/{task}", """{"name":"Now it is renamed"}""");
        await Expect(Rows(page)).ToHaveCountAsync(1);
        await Expect(Rows(page)).ToContainTextAsync("Now it is renamed");
        Assert.Contains("event=task.updated", page.Url, StringComparison.Ordinal);

        await page.ReloadAsync();
        await Expect(Rows(page)).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "Failed", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Nothing found")).ToBeVisibleAsync();
        Assert.Contains("state=failed", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_paused_new_deliveries_wait_behind_a_count()
    {
        var (_, path) = await hub.WebhookAsync("paused");
        await hub.TaskAsync("Seen before");
        var page = await hub.OpenAsync(path);
        await Expect(Rows(page)).ToHaveCountAsync(1);
        await Button(page, "Live").ClickAsync();

        await hub.TaskAsync("Comes later");
        await Expect(Button(page, "1 new delivery")).ToBeVisibleAsync();
        await Expect(Rows(page)).ToHaveCountAsync(1);

        await Button(page, "1 new delivery").ClickAsync();
        await Expect(Rows(page)).ToHaveCountAsync(2);
        await Expect(Button(page, "Live")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Settings_keep_what_is_typed_while_deliveries_come_and_are_saved()
    {
        var (id, path) = await hub.WebhookAsync("settings", ""","http_user":"ci","headers":{"X-Team":"blue"}""");
        var page = await hub.OpenAsync(path + "?tab=settings");
        await page.GetByLabel("Description").FillAsync("Typed halfway");
        await hub.TaskAsync("Something happens");
        await hub.Receiver.WaitForAsync(r => r.Path == "/settings" && r.WebhookEvent == "task.created");
        await Expect(page.Locator(".stat", new() { HasText = "Success, 24 h" })).ToContainTextAsync("100");
        await Expect(page.GetByLabel("Description")).ToHaveValueAsync("Typed halfway");

        await Button(page, "Save").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Typed halfway" })).ToBeVisibleAsync();
        await hub.Api.PostAsync($"/web_hooks/{id}/test", "");
        Assert.Equal("blue", hub.Receiver.Requests.Last(r => r.Path == "/settings")["X-Team"]);
    }

    [Fact]
    public async Task What_was_saved_stands_in_the_form_and_the_next_save_leaves_it()
    {
        var (id, path) = await hub.WebhookAsync("twice");
        var page = await hub.OpenAsync(path + "?tab=settings");
        await page.GetByLabel("Description").FillAsync("Named anew");
        await Button(page, "Save").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Named anew" })).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Description")).ToHaveValueAsync("Named anew");

        // A form that is sent twice at once goes once: a person takes longer.
        var now = await page.EvaluateAsync<double>("performance.now()");
        await page.WaitForFunctionAsync("since => performance.now() - since > 700", now);
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Comment created" }).CheckAsync();
        await Button(page, "Save").ClickAsync();
        while (!(await hub.Api.GetAsync($"/web_hooks/{id}")).Text.Contains("comment.created", StringComparison.Ordinal))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        await Expect(page.GetByLabel("Description")).ToHaveValueAsync("Named anew");
        await Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "Comment created" })).ToBeCheckedAsync();
        await page.OpenAsync(path + "?tab=settings");
        await Expect(page.GetByLabel("Description")).ToHaveValueAsync("Named anew");
        await Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "Comment created" })).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Order_and_rate_are_chosen_in_the_form_shown_on_the_page_and_judged_at_their_field()
    {
        var page = await hub.OpenAsync("/app/organization/1/web_hooks/new");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Url" }).FillAsync(hub.Receiver.Url + "paced");
        await page.GetByText("Order and rate").ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Strict order" }).CheckAsync();
        await page.GetByLabel("At most per minute").FillAsync("quick");
        await Button(page, "Save disabled, without a test").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("A rate is a whole number from 1 to 60,000");
        await Expect(page.GetByLabel("At most per minute")).ToHaveValueAsync("quick");

        await page.GetByLabel("At most per minute").FillAsync("1200");
        await Button(page, "Test and create").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Go to the webhook" }).ClickAsync();
        await Expect(page.Locator(".hook-url")).ToContainTextAsync("in strict order, at most 1,200 a minute");

        await page.Locator(".tab", new() { HasText = "Settings" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "Strict order" })).ToBeCheckedAsync();
        Assert.Empty(await page.AxeAsync());
        await page.GetByLabel("At most per minute").FillAsync("");
        await Button(page, "Save").ClickAsync();
        await Expect(page.Locator(".hook-url")).Not.ToContainTextAsync("a minute");
        await Expect(page.Locator(".hook-url")).ToContainTextAsync("in strict order");
    }

    [Fact]
    public async Task A_new_secret_is_shown_once()
    {
        var (_, path) = await hub.WebhookAsync("secret");
        var page = await hub.OpenAsync(path + "?tab=secret");
        await Button(page, "Make a new secret…").ClickAsync();
        await Button(page, "Make a new secret").ClickAsync();

        Assert.True(SigningSecret.TryReadKey(await page.Locator(".secret code").InnerTextAsync(), out _));
        await Expect(page.GetByText("Signs every request as well.")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.GetByText("Signs every request as well.")).ToBeVisibleAsync();
        await Expect(page.Locator(".secret code")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task How_long_the_old_secret_lives_is_chosen_and_it_can_be_ended_now()
    {
        var (id, path) = await hub.WebhookAsync("overlap");
        var page = await hub.OpenAsync(path + "?tab=secret");
        await page.GetByLabel("The present secret stays live").SelectOptionAsync("168");
        await Button(page, "Make a new secret…").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("and for 7 days with the present one as well");
        await Button(page, "Make a new secret").ClickAsync();
        await Expect(page.GetByText("Signs every request as well.")).ToBeVisibleAsync();
        await hub.Api.PostAsync($"/web_hooks/{id}/test", "");
        Assert.Equal(2, hub.Receiver.Requests.Last(r => r.Path == "/overlap")["webhook-signature"]!.Split(' ').Length);

        // The code is that of this webhook: its path, and both secrets while both are live.
        await page.GetByRole(AriaRole.Link, new() { Name = "Go", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Verify", Exact = true })).ToContainTextAsync("func Verify(header http.Header");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Receive", Exact = true })).ToContainTextAsync("POST /overlap");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Receive", Exact = true })).ToContainTextAsync("TASKHUB_SECRET_BEFORE");

        await Button(page, "End now…").ClickAsync();
        await Button(page, "End them now").ClickAsync();
        await Expect(page.GetByText("Signs every request as well.")).ToHaveCountAsync(0);
        await hub.Api.PostAsync($"/web_hooks/{id}/test", "");
        Assert.DoesNotContain(' ', hub.Receiver.Requests.Last(r => r.Path == "/overlap")["webhook-signature"]!);
    }

    [Fact]
    public async Task Deleting_names_what_goes_and_leads_back_to_the_list()
    {
        var (_, path) = await hub.WebhookAsync("deleted");
        var page = await hub.OpenAsync(path);
        await Button(page, "More").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete…" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Delete deleted?");
        await Button(page, "Delete webhook").ClickAsync();

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/web_hooks$"));
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "deleted", Exact = true })).ToHaveCountAsync(0);
        await Expect(page.GetByText("/deleted", new() { Exact = false })).ToHaveCountAsync(0);
    }

    private static ILocator Rows(IPage page) => page.Locator("tbody tr");

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = name != "Copy as curl" });
}
