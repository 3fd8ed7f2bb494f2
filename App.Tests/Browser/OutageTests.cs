using Microsoft.Playwright;
using TaskHub.Tests.Faults;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Browser;

/// <summary>The line to the hub is cut while somebody works: nothing hangs, nothing is lost unsaid.</summary>
public sealed class OutageTests(TeamFixture team) : IClassFixture<TeamFixture>
{
    [Fact]
    public async Task A_card_dropped_while_the_hub_is_away_goes_back_and_the_page_says_so_also_when_the_line_is_back()
    {
        var (project, _) = await team.ProjectAsync("Away", "One", "Two");
        using var wire = new Wire(new Uri(team.Hub.Url).Port);
        var page = await OpenAsync(wire, TeamFixture.Board(project), ".board[data-hands]");
        await GrabAsync(page, BoardTests.Card(page, "One"), BoardTests.Column(page, "Done"));

        wire.Cut();
        await Expect(Banner(page)).ToContainTextAsync("nothing else can be changed");
        await page.Mouse.UpAsync();

        await Expect(page.Locator(".task-card.ghost")).ToHaveCountAsync(0);
        await Expect(page.Locator(".insertion.floating")).ToBeHiddenAsync();
        await Expect(page.Locator(".task-card.dragging")).ToHaveCountAsync(0);
        await Expect(Banner(page)).ToContainTextAsync("One could not be moved.");
        await MendAsync(wire, page);
        await Expect(Banner(page)).ToContainTextAsync("Connected again");
        await Expect(Banner(page)).ToContainTextAsync("One could not be moved.");
        await Expect(BoardTests.Titles(BoardTests.Column(page, "To do"))).ToHaveTextAsync(["One", "Two"]);
    }

    [Fact]
    public async Task A_day_to_which_a_task_was_dragged_while_the_hub_is_away_is_not_believed()
    {
        var (project, tasks) = await team.ProjectAsync("Days", "Sow");
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        await team.Get<TaskHub.Tasks.EditTask>().RunAsync(await team.OwnerAsync(), tasks[0], new() { DueOn = new DateOnly(today.Year, today.Month, 14) });
        using var wire = new Wire(new Uri(team.Hub.Url).Port);
        var page = await OpenAsync(wire, TeamFixture.Board(project) + "?view=calendar", ".calendar[data-hands]");
        await page.Locator(".day-task .title").FocusAsync();
        await page.Keyboard.PressAsync(" ");
        await page.Keyboard.PressAsync("ArrowUp");

        wire.Cut();
        await Expect(Banner(page)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync(" ");

        await Expect(Banner(page)).ToContainTextAsync("Sow could not be moved.");
    }

    [Fact]
    public async Task While_the_line_is_cut_whoever_clicks_hears_that_it_is_not_done_and_texts_stay()
    {
        var (_, tasks) = await team.ProjectAsync("Clicks", "One");
        using var wire = new Wire(new Uri(team.Hub.Url).Port);
        var page = await OpenAsync(wire, $"/app/tasks/{tasks[0]}", ".comment-box[data-hands]");
        await page.GetByLabel("Write a comment").PressSequentiallyAsync("Half a thought");

        wire.Cut();
        await Expect(Banner(page)).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Complete", Exact = true }).ClickAsync();
        await Expect(Banner(page)).ToContainTextAsync("Not done");
        await page.GetByRole(AriaRole.Link, new() { Name = "Inbox" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/app/tasks/{tasks[0]}$"));
        await page.GetByLabel("Write a comment").PressAsync("Control+Enter");
        await Expect(page.GetByLabel("Write a comment")).ToHaveValueAsync("Half a thought");
        await page.GetByLabel("Priority").FocusAsync();
        await page.Keyboard.PressAsync("7");

        await MendAsync(wire, page);
        await Expect(Banner(page)).ToBeHiddenAsync();
        await Expect(page.GetByText("changed the priority from none to 7")).ToBeVisibleAsync();
        await page.GetByLabel("Write a comment").PressAsync("Control+Enter");
        await Expect(page.Locator("li.comment")).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Complete", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_chosen_and_entered_on_a_line_that_died_unnoticed_is_told_once_it_is_back()
    {
        var (_, tasks) = await team.ProjectAsync("Dead", "One");
        using var wire = new Wire(new Uri(team.Hub.Url).Port);
        var page = await OpenAsync(wire, $"/app/tasks/{tasks[0]}", ".comment-box[data-hands]");

        wire.Kill();
        await page.GetByLabel("Priority").SelectOptionAsync("7");
        await page.GetByLabel("Urgent").CheckAsync();
        await page.GetByLabel("Add a subtask").FillAsync("Buy nails");
        await page.GetByLabel("Add a subtask").PressAsync("Enter");
        await page.GetByLabel("Add a subtask").PressSequentiallyAsync("Buy a ham");
        await page.GetByRole(AriaRole.Button, new() { Name = "Complete", Exact = true }).ClickAsync();
        await Expect(Banner(page)).ToContainTextAsync("No answer yet");
        wire.Cut();
        await MendAsync(wire, page);

        await Expect(Banner(page)).ToContainTextAsync("Not done, because the line was cut: Complete.");
        await Expect(page.GetByText("changed the priority from none to 7")).ToBeVisibleAsync();
        await Expect(page.GetByText("marked it urgent")).ToBeVisibleAsync();
        await Expect(page.Locator(".subtasks li")).ToHaveCountAsync(1);
        await Expect(page.Locator(".subtasks li textarea, .subtasks li input")).ToHaveValueAsync("Buy nails");
        await Expect(page.GetByLabel("Add a subtask")).ToHaveValueAsync("Buy a ham");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Complete", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_the_hub_heard_is_not_told_again_though_its_answers_were_lost()
    {
        var (project, tasks) = await team.ProjectAsync("Deaf", "One");
        using var wire = new Wire(new Uri(team.Hub.Url).Port);
        var other = await team.PageOfAsync(TeamFixture.ColleagueEmail);
        await other.OpenAsync($"{team.Hub.Url.TrimEnd('/')}/app/tasks/{tasks[0]}");
        var page = await OpenAsync(wire, TeamFixture.Board(project) + $"?task={tasks[0]}", ".board[data-hands]");
        await BoardTests.Column(page, "To do").GetByRole(AriaRole.Button, new() { Name = "Add task" }).ClickAsync();
        await Expect(page.Locator("[data-quick-add]")).ToBeFocusedAsync();

        wire.Deafen();
        await page.Keyboard.TypeAsync("Two");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".panel").GetByLabel("Priority").SelectOptionAsync("7");
        await Expect(other.GetByLabel("Priority", new() { Exact = true })).ToHaveValueAsync("7");
        await other.GetByLabel("Priority", new() { Exact = true }).SelectOptionAsync("3");
        await Expect(other.GetByText("changed the priority from 7 to 3")).ToBeVisibleAsync();
        await Expect(Banner(page)).ToContainTextAsync("No answer yet");
        wire.Cut();
        await Expect(page.Locator("[data-quick-add]")).ToHaveValueAsync("Two");
        await MendAsync(wire, page);

        await Expect(BoardTests.Titles(BoardTests.Column(page, "To do"))).ToHaveTextAsync(["One", "Two"]);
        await Expect(page.Locator("[data-quick-add]")).ToHaveValueAsync("");
        await Expect(page.Locator(".panel").GetByLabel("Priority", new() { Exact = true })).ToHaveValueAsync("3");
    }

    [Fact]
    public async Task Where_a_link_led_on_a_dead_line_the_page_goes_once_it_is_back()
    {
        var (project, tasks) = await team.ProjectAsync("Ways", "One");
        using var wire = new Wire(new Uri(team.Hub.Url).Port);
        var page = await OpenAsync(wire, TeamFixture.Board(project), ".board[data-hands]");

        wire.Kill();
        await page.Locator(".task-card .title").ClickAsync();
        await Expect(Banner(page)).ToContainTextAsync("No answer yet");
        wire.Cut();
        await MendAsync(wire, page);

        await Expect(page.Locator(".panel")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"{tasks[0]}"));
    }

    private static ILocator Banner(IPage page) => page.Locator("#components-reconnect-modal");

    private static async Task GrabAsync(IPage page, ILocator card, ILocator column)
    {
        var (from, to) = ((await card.BoundingBoxAsync())!, (await column.BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(from.X + 60, from.Y + 40);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(to.X + (to.Width / 2), to.Y + 60, new() { Steps = 10 });
        await Expect(page.Locator(".insertion.floating")).ToBeVisibleAsync();
    }

    // The page asks again when the browser says that there is a network.
    private static async Task MendAsync(Wire wire, IPage page)
    {
        wire.Mend();
        await page.EvaluateAsync("dispatchEvent(new Event('online'))");
        await Expect(page.Locator("#components-reconnect-modal:is(.components-reconnect-show, .components-reconnect-failed)")).ToHaveCountAsync(0);
    }

    private async Task<IPage> OpenAsync(Wire wire, string path, string ready)
    {
        var page = await team.NewPageAsync();
        await page.GotoAsync(wire.Url + "sign-in");
        await page.GetByLabel("Email").FillAsync(Hub.OwnerEmail);
        await page.GetByLabel("Password").FillAsync(Hub.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.LeavesAsync("/sign-in");
        await page.OpenAsync(wire.Url.TrimEnd('/') + path);
        await page.Locator(ready).WaitForAsync();
        return page;
    }
}
