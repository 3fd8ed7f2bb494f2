using Microsoft.Playwright;
using TaskHub.Tasks;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Browser;

public sealed class BoardTests(TeamFixture team) : IClassFixture<TeamFixture>
{
    [Fact]
    public async Task A_project_is_created_and_tasks_are_added_line_by_line()
    {
        var page = await team.PageOfAsync();
        await page.OpenAsync("/app/organization/1");
        await page.GetByRole(AriaRole.Button, new() { Name = "New project" }).First.ClickAsync();
        await page.GetByLabel("Name").FillAsync("Relaunch");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create project" }).ClickAsync();

        var column = page.GetByRole(AriaRole.Region, new() { Name = "To do" });
        await column.GetByRole(AriaRole.Button, new() { Name = "Add task" }).ClickAsync();
        var line = column.GetByLabel("New task");
        foreach (var name in new[] { "Sketch the start page", "Ask for the texts" })
        {
            await line.PressSequentiallyAsync(name);
            await line.PressAsync("Enter");
            await Expect(Titles(column).Last).ToHaveTextAsync(name);
        }

        await line.PressAsync("Escape");
        await Expect(line).ToHaveCountAsync(0);
        await Expect(column.GetByRole(AriaRole.Button, new() { Name = "Add task" })).ToBeFocusedAsync();
        await Expect(Titles(column)).ToHaveTextAsync(["Sketch the start page", "Ask for the texts"]);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Relaunch" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_card_is_dragged_to_the_place_that_the_line_shows()
    {
        var (project, _) = await team.ProjectAsync("Drag", "One", "Two", "Three");
        var page = await team.PageOfAsync();
        await OpenBoardAsync(page, project);
        var (first, second) = (Column(page, "To do"), Column(page, "In progress"));

        await DragAsync(page, Card(page, "Three"), second, below: 0);
        await Expect(Titles(second)).ToHaveTextAsync(["Three"]);
        await DragAsync(page, Card(page, "One"), second, below: 1);

        await Expect(Titles(second)).ToHaveTextAsync(["Three", "One"]);
        await DragAsync(page, Card(page, "One"), second, below: 0);
        await Expect(Titles(second)).ToHaveTextAsync(["One", "Three"]);
        await page.Keyboard.PressAsync("Control+z");
        await Expect(Titles(second)).ToHaveTextAsync(["Three", "One"]);
        await DragAsync(page, Card(page, "One"), second, below: 0);
        await Expect(Titles(second)).ToHaveTextAsync(["One", "Three"]);

        await OpenBoardAsync(page, project);
        await Expect(Titles(second)).ToHaveTextAsync(["One", "Three"]);
        await Expect(Titles(first)).ToHaveTextAsync(["Two"]);
    }

    [Fact]
    public async Task A_finger_that_rests_lifts_a_card_and_one_that_wipes_scrolls()
    {
        var (project, _) = await team.ProjectAsync("Touch", [.. Enumerable.Range(1, 20).Select(n => $"Task {n}")]);
        var page = await team.NewPageAsync(new() { HasTouch = true, ViewportSize = new() { Width = 900, Height = 700 } });
        await page.SignInAsync();
        await OpenBoardAsync(page, project);
        var finger = await page.Context.NewCDPSessionAsync(page);
        async Task TouchAsync(string what, double x, double y) => await finger.SendAsync("Input.dispatchTouchEvent", new()
        {
            ["type"] = what,
            ["touchPoints"] = what == "touchEnd" ? Array.Empty<object>() : [new { x, y }],
        });
        var card = (await Card(page, "Task 3").BoundingBoxAsync())!;
        var (x, y) = (card.X + 60.0, card.Y + (card.Height / 2.0));
        var scrolled = page.Locator(".column .cards").First;

        await TouchAsync("touchStart", x, y);
        for (var i = 1; i <= 12; i++)
        {
            await TouchAsync("touchMove", x, y - (i * 12));
        }

        await TouchAsync("touchEnd", 0, 0);
        await Expect(page.Locator(".task-card.ghost")).ToHaveCountAsync(0);
        await page.WaitForFunctionAsync("cards => cards.scrollTop > 40", await scrolled.ElementHandleAsync());
        await scrolled.EvaluateAsync("cards => cards.scrollTo(0, 0)");

        var to = (await Column(page, "In progress").BoundingBoxAsync())!;
        card = (await Card(page, "Task 3").BoundingBoxAsync())!;
        (x, y) = (card.X + 60.0, card.Y + (card.Height / 2.0));
        await TouchAsync("touchStart", x, y);
        await Expect(page.Locator(".task-card.ghost")).ToBeVisibleAsync();
        for (var i = 1; i <= 10; i++)
        {
            await TouchAsync("touchMove", x + ((to.X + 80 - x) * i / 10), y + ((to.Y + 90 - y) * i / 10));
        }

        await Expect(page.Locator(".insertion.floating")).ToBeVisibleAsync();
        await TouchAsync("touchEnd", 0, 0);
        await Expect(Titles(Column(page, "In progress"))).ToHaveTextAsync(["Task 3"]);
    }

    [Fact]
    public async Task A_card_is_moved_with_the_keyboard_and_the_move_is_announced()
    {
        var (project, _) = await team.ProjectAsync("Keys", "One", "Two");
        var page = await team.PageOfAsync();
        await OpenBoardAsync(page, project);
        var said = page.Locator("#taskhub-say");

        await Card(page, "One").Locator(".title").FocusAsync();
        await page.Keyboard.PressAsync(" ");
        await Expect(said).ToHaveTextAsync("One lifted. To do, position 1 of 2.");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(said).ToHaveTextAsync("To do, position 2 of 2.");
        await page.Keyboard.PressAsync("Escape");
        await Expect(said).ToHaveTextAsync("Canceled. One stays where it was.");
        await page.Keyboard.PressAsync(" ");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync(" ");

        await Expect(said).ToHaveTextAsync("One dropped. In progress, position 1 of 1.");
        await Expect(Titles(Column(page, "In progress"))).ToHaveTextAsync(["One"]);
        await Expect(Card(page, "One").Locator(".title")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(Card(page, "Two").Locator(".title")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_card_is_moved_by_its_menu()
    {
        var (project, _) = await team.ProjectAsync("Menu", "One");
        var page = await team.PageOfAsync();
        await OpenBoardAsync(page, project);

        await Card(page, "One").HoverAsync();
        await Card(page, "One").Locator(".card-menu").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Move to", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitemradio, new() { Name = "Done" }).ClickAsync();

        await Expect(Titles(Column(page, "Done"))).ToHaveTextAsync(["One"]);
    }

    [Fact]
    public async Task A_column_shows_fifty_cards_and_more_as_its_end_comes_near()
    {
        var (project, _) = await team.ProjectAsync("Long", [.. Enumerable.Range(1, 103).Select(n => $"Task {n}")]);
        var page = await team.PageOfAsync();
        await OpenBoardAsync(page, project);
        var column = Column(page, "To do");
        await Expect(column.GetByRole(AriaRole.Button, new() { Name = "Show more (53 left)" })).ToHaveCountAsync(1);
        await Expect(Titles(column)).ToHaveCountAsync(50);

        await Titles(column).Nth(49).ScrollIntoViewIfNeededAsync();
        await Expect(Titles(column)).ToHaveCountAsync(100);

        await Titles(column).Nth(99).ScrollIntoViewIfNeededAsync();
        await Expect(Titles(column)).ToHaveCountAsync(103);
    }

    [Fact]
    public async Task What_one_puts_at_the_end_of_a_column_that_is_cut_stays_in_sight()
    {
        var (project, tasks) = await team.ProjectAsync("Cut", [.. Enumerable.Range(1, 100).Select(n => $"Task {n}")]);
        var page = await team.PageOfAsync();
        await OpenBoardAsync(page, project);
        var column = Column(page, "To do");
        var (titles, more) = (Titles(column), column.GetByRole(AriaRole.Button, new() { Name = "Show more" }));
        await Expect(more).ToHaveTextAsync("Show more (50 left)");

        await column.GetByRole(AriaRole.Button, new() { Name = "Add task" }).ClickAsync();
        // Whoever types on before the line has come loses no letter.
        await page.Keyboard.TypeAsync("Mine");
        await Expect(column.GetByLabel("New task")).ToHaveValueAsync("Mine");
        await page.Keyboard.PressAsync("Enter");
        await Expect(titles.Last).ToHaveTextAsync("Mine");
        await Expect(titles.Last).ToBeInViewportAsync();
        await Expect(column.Locator(".count")).ToHaveTextAsync("101");
        await Expect(more).ToHaveTextAsync("Show more (50 left)");
        await page.Keyboard.PressAsync("Escape");

        // The same for one that is put there, also when the board is read anew because others work on it; and it can be drawn from there.
        await Card(page, "Task 2").Locator(".title").FocusAsync();
        await Card(page, "Task 2").Locator(".card-menu").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "To the bottom of its list" }).ClickAsync();
        await Expect(titles.Last).ToHaveTextAsync("Task 2");
        var colleague = await team.PageOfAsync(TeamFixture.ColleagueEmail);
        await OpenBoardAsync(colleague, project);
        await Card(colleague, "Task 1").Locator(".title").FocusAsync();
        await colleague.Keyboard.PressAsync("e");
        await Expect(page.Locator(".task-card.flash-odd")).ToHaveCountAsync(1);
        await Expect(titles).ToHaveCountAsync(52);
        await Expect(titles.Nth(50)).ToHaveTextAsync("Mine");
        await Expect(titles.Last).ToHaveTextAsync("Task 2");
        await Expect(more).ToHaveTextAsync("Show more (49 left)");

        // A card that only moves up, as one before it is gone, does not flash.
        var moves = titles.Filter(new() { HasText = "Task 52" });
        await Expect(moves).ToHaveCountAsync(0);
        Assert.True((await team.Get<DeleteTask>().RunAsync(await team.OwnerAsync(), tasks[2])).Ok);
        await Expect(moves).ToHaveCountAsync(1);
        await Expect(page.Locator(".task-card.flash-odd")).ToHaveCountAsync(1);
        await Expect(more).ToHaveTextAsync("Show more (48 left)");
        await titles.Last.FocusAsync();
        await page.Keyboard.PressAsync(" ");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync(" ");
        await Expect(titles.Last).ToHaveTextAsync("Mine");

        await more.ClickAsync();
        await Expect(titles).ToHaveCountAsync(100);
        await Expect(more).ToHaveCountAsync(0);
        await Expect(titles.Nth(98)).ToHaveTextAsync("Task 2");
    }

    [Fact]
    public async Task A_filter_stands_in_the_address()
    {
        var (project, _) = await team.ProjectAsync("Filter", "Write the letter", "Read the book");
        var page = await team.PageOfAsync();
        await OpenBoardAsync(page, project);

        await page.GetByLabel("Filter tasks").PressSequentiallyAsync("book");
        await Expect(Titles(Column(page, "To do"))).ToHaveTextAsync(["Read the book"]);
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("q=book"));
        await Expect(page.GetByLabel("Filter tasks")).ToBeFocusedAsync();

        await page.ReloadAsync();
        await Expect(page.GetByLabel("Filter tasks")).ToHaveValueAsync("book");
        await page.GetByRole(AriaRole.Link, new() { Name = "List", Exact = true }).ClickAsync();
        await Expect(page.Locator("td.lead")).ToHaveTextAsync(["Read the book"]);
    }

    [Fact]
    public async Task A_list_is_renamed_moved_and_deleted_with_its_tasks_moving_on()
    {
        var (project, _) = await team.ProjectAsync("Lists", "One");
        var page = await team.PageOfAsync();
        await OpenBoardAsync(page, project);
        var menu = page.GetByRole(AriaRole.Button, new() { Name = "Actions for the list To do" });

        await menu.ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Move right" }).ClickAsync();
        await Expect(page.Locator(".column h2")).ToHaveTextAsync(["In progress", "To do", "Done"]);
        await menu.ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete list" }).ClickAsync();
        await page.GetByLabel("Move its tasks to").SelectOptionAsync("Done");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete list" }).ClickAsync();

        await Expect(page.Locator(".column h2")).ToHaveTextAsync(["In progress", "Done"]);
        await Expect(Titles(Column(page, "Done"))).ToHaveTextAsync(["One"]);
    }

    [Fact]
    public async Task Deleting_a_project_names_what_goes()
    {
        var (project, _) = await team.ProjectAsync("Doomed", "One", "Two");
        var page = await team.PageOfAsync();
        await OpenBoardAsync(page, project);

        await page.GetByRole(AriaRole.Button, new() { Name = "Project actions" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete project" }).ClickAsync();
        await Expect(page.GetByText("with its 2 tasks (2 of them not done) and all comments on them")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete project" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Doomed" })).ToHaveCountAsync(0);
        Assert.Equal(404, (await page.GotoAsync(TeamFixture.Board(project)))!.Status);
    }

    // The module that drags comes a moment after the circuit.
    internal static async Task OpenBoardAsync(IPage page, long project)
    {
        await page.OpenAsync(TeamFixture.Board(project));
        await page.Locator(".board[data-hands]").WaitForAsync();
    }

    internal static ILocator Column(IPage page, string name) => page.GetByRole(AriaRole.Region, new() { Name = name });

    internal static ILocator Card(IPage page, string title) => page.Locator(".board .task-card", new() { Has = page.GetByText(title, new() { Exact = true }) });

    internal static ILocator Titles(ILocator column) => column.Locator(".task-card .title");

    // As a hand does it: press, move in steps, let go below the given number of cards.
    private static async Task DragAsync(IPage page, ILocator card, ILocator column, int below)
    {
        var from = (await card.BoundingBoxAsync())!;
        var cards = column.Locator(".task-card");
        var to = below == 0 && await cards.CountAsync() > 0 ? (await cards.First.BoundingBoxAsync())! : below == 0
            ? (await column.Locator(".cards").BoundingBoxAsync())!
            : (await cards.Nth(below - 1).BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(from.X + (from.Width / 2), from.Y + 40);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(from.X + (from.Width / 2) + 20, from.Y + 60, new() { Steps = 4 });
        await page.Mouse.MoveAsync(to.X + (to.Width / 2), below == 0 ? to.Y + 2 : to.Y + to.Height - 2, new() { Steps = 10 });
        await Expect(page.Locator(".insertion.floating")).ToBeVisibleAsync();
        await page.Mouse.UpAsync();
        await Expect(page.Locator(".task-card.ghost")).ToHaveCountAsync(0);
    }
}
