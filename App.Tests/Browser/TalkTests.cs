using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Browser;

/// <summary>Two people who talk about a task.</summary>
public sealed class TalkTests(TeamFixture team) : IClassFixture<TeamFixture>
{
    [Fact]
    public async Task A_name_picked_in_a_comment_reaches_the_inbox_at_once_and_leads_to_the_comment()
    {
        var (_, tasks) = await team.ProjectAsync("Talk", "Plan the move");
        var mine = await team.PageOfAsync();
        await mine.OpenAsync("/app/inbox");
        await Expect(mine.GetByText("You have read everything")).ToBeVisibleAsync();
        var theirs = await team.PageOfAsync(TeamFixture.ColleagueEmail);
        await theirs.OpenAsync($"/app/tasks/{tasks[0]}");
        var owner = (await team.OwnerAsync()).Name;

        var box = theirs.GetByLabel("Write a comment");
        await box.PressSequentiallyAsync($"Over to @{owner[..2].ToLowerInvariant()}");
        await Expect(theirs.GetByRole(AriaRole.Listbox).GetByRole(AriaRole.Option, new() { Name = owner })).ToBeVisibleAsync();
        await box.PressAsync("Enter");
        await Expect(box).ToHaveValueAsync($"Over to @{owner} ");
        await box.PressSequentiallyAsync("please");
        await theirs.ReloadAsync();
        await Expect(box).ToHaveValueAsync($"Over to @{owner} please");
        await theirs.Locator("[data-circuit]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await box.PressAsync("Control+Enter");
        await Expect(theirs.Locator(".comment .named")).ToHaveTextAsync($"@{owner}");

        var row = mine.Locator(".inbox > li");
        await Expect(row).ToContainTextAsync($"{TeamFixture.Colleague} named you in");
        await Expect(mine.GetByRole(AriaRole.Link, new() { Name = "Inbox 1" })).ToBeVisibleAsync();
        Assert.Empty(await mine.AxeAsync());
        await row.GetByRole(AriaRole.Link, new() { Name = "Plan the move" }).ClickAsync();
        await Expect(mine.Locator(".comment.pointed")).ToContainTextAsync("please");
        await Expect(mine.Locator(".comment.pointed")).ToBeFocusedAsync();
        await mine.GetByRole(AriaRole.Link, new() { Name = "My work" }).ClickAsync();
        await Expect(mine.GetByRole(AriaRole.Heading, new() { Name = "My work" })).ToBeFocusedAsync();
        await mine.GoBackAsync();
        await Expect(mine.Locator(".comment.pointed")).ToBeFocusedAsync();
        await Expect(mine.GetByRole(AriaRole.Link, new() { Name = "Inbox", Exact = true })).ToBeVisibleAsync();

        await mine.Locator(".comment").GetByRole(AriaRole.Button, new() { Name = "React" }).ClickAsync();
        await mine.GetByRole(AriaRole.Menuitem, new() { Name = "Rocket" }).ClickAsync();
        await Expect(theirs.GetByRole(AriaRole.Button, new() { Name = $"Rocket 1: {owner}" })).ToBeVisibleAsync();
        await theirs.Locator(".comment").GetByRole(AriaRole.Button, new() { Name = "Actions for the comment" }).ClickAsync();
        await theirs.GetByRole(AriaRole.Menuitem, new() { Name = "Edit" }).ClickAsync();
        await theirs.GetByLabel("Your comment").FillAsync("Over to you");
        await theirs.GetByLabel("Your comment").PressAsync("Control+Enter");
        await Expect(mine.Locator(".comment")).ToContainTextAsync("edited");
        await Expect(theirs.Locator(".comment")).ToBeFocusedAsync();
        await mine.GetByRole(AriaRole.Button, new() { Name = "Notifications of this task" }).ClickAsync();
        await mine.GetByRole(AriaRole.Menuitemradio, new() { Name = "Mute" }).ClickAsync();
        await Expect(mine.GetByRole(AriaRole.Button, new() { Name = "Notifications of this task: Mute" })).ToBeVisibleAsync();
        Assert.Empty(await mine.AxeAsync());
    }

    [Fact]
    public async Task Whoever_sends_a_comment_types_on_at_once_though_the_hub_is_slow()
    {
        var (_, tasks) = await team.ProjectAsync("Slow", "Talk");
        var page = await team.PageOfAsync();
        var (held, answers) = (false, new List<Action>());
        await page.RouteWebSocketAsync(new System.Text.RegularExpressions.Regex("_blazor"), line =>
        {
            var hub = line.ConnectToServer();
            hub.OnMessage(frame =>
            {
                lock (answers)
                {
                    void Pass() => Forward(frame, line);
                    if (held) { answers.Add(Pass); } else { Pass(); }
                }
            });
        });
        await page.OpenAsync($"/app/tasks/{tasks[0]}");
        await page.Locator(".comment-box[data-hands]").WaitForAsync();
        var box = page.GetByLabel("Write a comment");
        await box.PressSequentiallyAsync("The first");

        Hold(true);
        await box.PressAsync("Control+Enter");
        await Expect(box).ToHaveValueAsync("");
        await box.PressAsync("Control+Enter");
        await box.PressSequentiallyAsync("the next one");
        await Expect(box).ToHaveValueAsync("the next one");
        Hold(false);

        await Expect(page.Locator("li.comment")).ToContainTextAsync(["The first"]);
        await Expect(box).ToHaveValueAsync("the next one");
        await box.PressAsync("Control+Enter");
        await Expect(page.Locator("li.comment .md")).ToHaveTextAsync(["The first", "the next one"]);
        await page.ReloadAsync();
        await Expect(box).ToHaveValueAsync("");

        void Hold(bool on)
        {
            lock (answers)
            {
                held = on;
                answers.ForEach(pass => pass());
                answers.Clear();
            }
        }
    }

    [Fact]
    public async Task A_task_that_someone_else_deletes_says_so_where_it_is_open_and_what_was_being_written_stays()
    {
        var (project, tasks) = await team.ProjectAsync("Gone", "One");
        var theirs = await team.PageOfAsync(TeamFixture.ColleagueEmail);
        await theirs.OpenAsync($"{TeamFixture.Board(project)}?task={tasks[0]}");
        var box = theirs.GetByLabel("Write a comment");
        await box.PressSequentiallyAsync("Half a thought");
        var owner = await team.OwnerAsync();

        await team.Get<TaskHub.Tasks.DeleteTask>().RunAsync(owner, tasks[0]);

        // What they were writing is still there to be copied, also when the task comes back.
        await Expect(theirs.Locator(".panel")).ToContainTextAsync("This task is gone");
        await Expect(theirs.Locator(".panel .banner")).ToContainTextAsync($"{owner.Name} deleted “One”");
        await Expect(box).ToHaveValueAsync("Half a thought");
        await Expect(theirs.Locator(".panel").GetByRole(AriaRole.Link, new() { Name = "Open the trash" })).ToHaveAttributeAsync("href", "/app/organization/1/trash");
        await box.PressAsync("Control+Enter");
        await Expect(theirs.Locator(".comment-box .banner")).ToBeVisibleAsync();
        await Expect(box).ToHaveValueAsync("Half a thought");
        await team.Get<TaskHub.Tasks.RestoreTask>().RunAsync(owner, tasks[0]);
        await Expect(theirs.Locator(".panel")).Not.ToContainTextAsync("This task is gone");
        await Expect(box).ToHaveValueAsync("Half a thought");
    }

    private static void Forward(IWebSocketFrame frame, IWebSocketRoute to)
    {
        if (frame.Binary is { } bytes)
        {
            to.Send(bytes);
        }
        else
        {
            to.Send(frame.Text!);
        }
    }
}
