using Microsoft.Playwright;
using TaskHub.Tasks;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Browser;

/// <summary>Fields are edited where tasks are shown, one or several at once; the list, the calendar and the palette.</summary>
public sealed class HandsTests(TeamFixture team) : IClassFixture<TeamFixture>
{
    [Fact]
    public async Task Fields_are_edited_on_the_card_by_key_and_several_at_once_with_one_undo()
    {
        var (project, tasks) = await team.ProjectAsync("Hands", "One", "Two", "Three", "Four");
        var page = await team.PageOfAsync();
        var other = await team.PageOfAsync(TeamFixture.ColleagueEmail);
        await BoardTests.OpenBoardAsync(page, project);
        await BoardTests.OpenBoardAsync(other, project);
        var editor = page.Locator("#task-field:popover-open");

        await BoardTests.Card(page, "One").Locator(".title").FocusAsync();
        await page.Keyboard.PressAsync("r");
        await editor.GetByLabel("Title").FillAsync("One and a half");
        await page.Keyboard.PressAsync("Tab");
        await editor.GetByRole(AriaRole.Menuitemradio, new() { Name = "On hold" }).ClickAsync();
        await Expect(BoardTests.Card(other, "One and a half").GetByText("On hold")).ToBeVisibleAsync();
        await Expect(BoardTests.Card(page, "One and a half").Locator(".title")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("d");
        await editor.GetByLabel("Due", new() { Exact = true }).FillAsync("some day");
        await page.Keyboard.PressAsync("Enter");
        await Expect(editor.GetByRole(AriaRole.Alert)).ToContainTextAsync("That is no day");
        Assert.Empty(await page.AxeAsync());
        await editor.GetByLabel("Due", new() { Exact = true }).FillAsync("noon tomorrow");
        await Expect(editor.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Enter");
        await Expect(BoardTests.Card(other, "One and a half").GetByText("Tomorrow 12:00")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("x");
        await BoardTests.Card(page, "Three").ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Expect(page.Locator(".selection")).ToContainTextAsync("3 selected");
        Assert.Empty(await page.AxeAsync());
        await page.Keyboard.PressAsync("m");
        await editor.GetByRole(AriaRole.Menuitemradio, new() { Name = "Done" }).ClickAsync();
        await Expect(BoardTests.Titles(BoardTests.Column(other, "Done"))).ToHaveTextAsync(["One and a half", "Two", "Three"]);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".selection")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+z");
        await Expect(BoardTests.Titles(BoardTests.Column(other, "To do"))).ToHaveTextAsync(["One and a half", "Two", "Three", "Four"]);

        // What one field was is taken back too, newest first, though no message had to say that it changed.
        await page.Keyboard.PressAsync("Control+z");
        await Expect(BoardTests.Card(other, "One and a half").GetByText("Tomorrow")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+z");
        await Expect(BoardTests.Card(other, "One and a half").GetByText("On hold")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+z");
        await Expect(BoardTests.Titles(BoardTests.Column(other, "To do"))).ToHaveTextAsync(["One", "Two", "Three", "Four"]);
    }

    [Fact]
    public async Task A_day_is_picked_in_the_calendar_of_the_browser_where_a_card_or_a_row_shows_when_it_is_due()
    {
        var (project, _) = await team.ProjectAsync("Calendar", "One");
        var page = await team.PageOfAsync();
        await BoardTests.OpenBoardAsync(page, project);
        var (card, editor) = (BoardTests.Card(page, "One"), page.Locator("#task-field:popover-open"));
        var line = editor.GetByLabel("Due", new() { Exact = true });
        // What the browser does once somebody picks a day: its calendar itself is out of reach of the page.
        Task PickAsync(string day) => page.EvaluateAsync("day => { HTMLInputElement.prototype.showPicker = function () { this.value = day; this.dispatchEvent(new Event('change', { bubbles: true })); }; }", day);

        await PickAsync("2031-12-24");
        await card.Locator(".title").FocusAsync();
        await page.Keyboard.PressAsync("d");
        await Expect(line).ToBeFocusedAsync();
        Assert.Empty(await page.AxeAsync());
        await editor.GetByRole(AriaRole.Menuitem, new() { Name = "Choose in a calendar" }).ClickAsync();
        await Expect(card).ToContainTextAsync("24 Dec 2031");
        await Expect(editor).ToHaveCountAsync(0);

        // The arrows of the keyboard pass over days in it: only Enter saves, and Esc gives up.
        await PickAsync("2031-12-25");
        await card.Locator(".title").FocusAsync();
        await page.Keyboard.PressAsync("d");
        await Expect(line).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.TypeAsync("c");
        await page.Keyboard.PressAsync("Enter");
        await Expect(line).ToBeFocusedAsync();
        await Expect(line).ToHaveValueAsync("2031-12-25");
        await page.Keyboard.PressAsync("Escape");
        await Expect(editor).ToHaveCountAsync(0);
        await Expect(card).ToContainTextAsync("24 Dec 2031");

        await page.OpenAsync(TeamFixture.Board(project) + "?view=list");
        await PickAsync("2031-12-26");
        var row = page.Locator("tr[data-task]");
        await row.Locator("[data-field=due]").ClickAsync();
        await Expect(line).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.TypeAsync("c");
        await page.Keyboard.PressAsync("Enter");
        await Expect(line).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(row).ToContainTextAsync("26 Dec 2031");
        await PickAsync("");
        await row.Locator("[data-field=due]").ClickAsync();
        await editor.GetByRole(AriaRole.Menuitem, new() { Name = "Choose in a calendar" }).ClickAsync();
        await Expect(row).Not.ToContainTextAsync("2031");
    }

    [Fact]
    public async Task The_list_is_arranged_in_the_address_and_the_calendar_reschedules()
    {
        var (project, tasks) = await team.ProjectAsync("Arranged", "Sow", "Reap");
        var owner = await team.OwnerAsync();
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var due = new DateOnly(today.Year, today.Month, 14);
        await team.Get<EditTask>().RunAsync(owner, tasks[0], new() { DueOn = due, Labels = new(["field"]) });
        var page = await team.PageOfAsync();
        await page.OpenAsync(TeamFixture.Board(project) + "?view=list");

        await page.GetByRole(AriaRole.Button, new() { Name = "Grouping and columns" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitemradio, new() { Name = "Due" }).ClickAsync();
        await Expect(page.Locator("tr.group").Last).ToContainTextAsync("No due date");
        await page.GetByRole(AriaRole.Menuitemcheckbox, new() { Name = "Labels" }).ClickAsync();
        await Expect(page.Locator("td.labels").First).ToContainTextAsync("field");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Link, new() { Name = "Title" }).ClickAsync();
        await page.Locator("th[aria-sort=ascending]", new() { HasText = "Title" }).WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Title" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("sort=name-desc&group=due&columns="));
        Assert.Empty(await page.AxeAsync());
        await page.ReloadAsync();
        await Expect(page.Locator("td.labels").First).ToContainTextAsync("field");

        await page.OpenAsync(TeamFixture.Board(project) + "?view=calendar");
        await page.Locator(".calendar[data-hands]").WaitForAsync();
        Assert.Empty(await page.AxeAsync());
        var task = page.Locator(".day-task", new() { HasText = "Sow" });
        var (from, to) = ((await task.BoundingBoxAsync())!, (await Day(page, due.AddDays(2)).BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(from.X + 20, from.Y + 10);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(to.X + 30, to.Y + 30, new() { Steps = 8 });
        await page.Mouse.UpAsync();
        await Expect(Day(page, due.AddDays(2)).Locator(".day-task")).ToContainTextAsync(["Sow"]);
        await task.Locator(".title").FocusAsync();
        await page.Keyboard.PressAsync(" ");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync(" ");
        await Expect(page.Locator("#taskhub-say")).ToHaveTextAsync($"Sow dropped. {due.AddDays(-5).ToString("dddd, d MMMM", System.Globalization.CultureInfo.InvariantCulture)}.");
        await Expect(Day(page, due.AddDays(-5)).Locator(".day-task")).ToContainTextAsync(["Sow"]);
    }

    [Fact]
    public async Task The_palette_finds_pages_projects_and_tasks_and_does_things()
    {
        var (project, tasks) = await team.ProjectAsync("Palette", "Paint the fence", "Paint the gate");
        var page = await team.PageOfAsync();
        await BoardTests.OpenBoardAsync(page, project);
        var palette = page.GetByRole(AriaRole.Dialog, new() { Name = "Search and commands" });
        var line = palette.GetByRole(AriaRole.Combobox);

        await BoardTests.Card(page, "Paint the gate").Locator(".title").FocusAsync();
        await page.Keyboard.PressAsync("Control+k");
        await Expect(palette.GetByRole(AriaRole.Group, new() { Name = TaskKey.For(tasks[1]) })).ToBeVisibleAsync();
        Assert.Empty(await page.AxeAsync());
        await line.FillAsync("assign me");
        await Expect(palette.GetByRole(AriaRole.Option, new() { Name = "Assign to me" })).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText($"{TaskKey.For(tasks[1])} is yours.")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Control+k");
        await line.FillAsync("fence");
        await Expect(palette.GetByRole(AriaRole.Option, new() { Name = "Paint the fence" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync($"/app/tasks/{tasks[0]}");

        await page.GetByLabel("Write a comment").FillAsync("The brushes are in the shed");
        await page.GetByLabel("Write a comment").PressAsync("Control+Enter");
        await Expect(page.Locator("li.comment")).ToContainTextAsync("in the shed");
        await page.Keyboard.PressAsync("Control+k");
        await line.FillAsync("brushes shed");
        await Expect(palette.GetByRole(AriaRole.Group, new() { Name = "Comments" })).ToContainTextAsync("The brushes are in the shed");
        await Expect(palette.GetByRole(AriaRole.Option, new() { Name = "Search everything for “brushes shed”" })).ToHaveAttributeAsync("href", "/app/search?q=brushes%20shed");
        await page.Keyboard.PressAsync("Escape");
        await Expect(palette).ToBeHiddenAsync();
        await Expect(palette.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("Control+k");
        await Expect(palette.GetByRole(AriaRole.Group, new() { Name = "Recent" }).GetByText("Palette")).ToBeVisibleAsync();
        await line.FillAsync("al proj");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync("/app/organization/1");
    }

    [Fact]
    public async Task The_palette_that_is_closed_and_opened_again_at_once_finds_tasks_and_begins_with_an_empty_line()
    {
        var (project, _) = await team.ProjectAsync("Quick palette", "Paint the porch");
        var page = await team.PageOfAsync();
        await BoardTests.OpenBoardAsync(page, project);
        var palette = page.GetByRole(AriaRole.Dialog, new() { Name = "Search and commands" });
        var line = palette.GetByRole(AriaRole.Combobox);
        await page.Keyboard.PressAsync("Control+k");
        await line.FillAsync("all projects");
        await Expect(palette.GetByRole(AriaRole.Option, new() { Name = "All projects", Exact = true })).ToHaveAttributeAsync("aria-selected", "true");

        // The browser tells of the closing only after the second of these keys.
        const string twice = """
            () => { for (let i = 0; i < 2; i++) document.dispatchEvent(new KeyboardEvent("keydown", { key: "k", ctrlKey: true, bubbles: true, cancelable: true })); }
            """;
        await page.EvaluateAsync(twice);
        await Expect(palette.GetByRole(AriaRole.Group, new() { Name = "Actions" })).ToBeVisibleAsync();
        await Expect(palette.Locator("[role=listbox]")).ToHaveAttributeAsync("data-for", "");
        await line.FillAsync("porch");
        await Expect(palette.GetByRole(AriaRole.Option, new() { Name = "Paint the porch" })).ToBeVisibleAsync();

        // The same before the first of them knows what there is.
        await page.Keyboard.PressAsync("Escape");
        await Expect(palette.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+k");
        await page.EvaluateAsync(twice);
        await line.FillAsync("porch");
        await Expect(palette.GetByRole(AriaRole.Option, new() { Name = "Paint the porch" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Tasks_that_are_moved_to_another_project_leave_the_count_and_the_selection_and_the_message_says_where_they_are()
    {
        var (project, _) = await team.ProjectAsync("Leaving", "One", "Two", "Three");
        await team.ProjectAsync("Arriving");
        var page = await team.PageOfAsync();
        var other = await team.PageOfAsync(TeamFixture.ColleagueEmail);
        await BoardTests.OpenBoardAsync(other, project);
        await page.OpenAsync(TeamFixture.Board(project) + "?view=list");
        var count = page.Locator(".page-head .count");
        await Expect(count).ToHaveTextAsync("3");

        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Select all that are shown" }).ClickAsync();
        await page.Locator("tr", new() { HasText = "Three" }).Locator(".pick").ClickAsync();
        await Expect(page.Locator(".selection")).ToContainTextAsync("2 selected");
        await page.Keyboard.PressAsync("p");
        await page.Locator("#task-field").GetByRole(AriaRole.Menuitemradio, new() { Name = "7" }).ClickAsync();
        var toast = page.Locator(".toast").Filter(new() { HasText = "2 tasks are changed." });
        await Expect(toast).ToBeVisibleAsync();
        var (bar, told) = ((await page.Locator(".selection").BoundingBoxAsync())!, (await toast.BoundingBoxAsync())!);
        Assert.True(told.Y + told.Height <= bar.Y, $"The message at {told.Y} to {told.Y + told.Height} covers the bar at {bar.Y}.");

        await page.Keyboard.PressAsync("M");
        await page.Locator("#task-field").GetByRole(AriaRole.Menuitemradio, new() { Name = "Arriving" }).ClickAsync();
        await Expect(page.GetByText("2 tasks are now in Arriving.")).ToBeVisibleAsync();
        await Expect(count).ToHaveTextAsync("1");
        await Expect(page.Locator(".selection")).ToHaveCountAsync(0);
        await Expect(BoardTests.Titles(BoardTests.Column(other, "To do"))).ToHaveTextAsync(["Three"]);
    }

    [Fact]
    public async Task A_label_that_is_too_long_is_told_before_it_is_saved_and_a_long_one_stays_within_the_card_and_the_panel()
    {
        var (project, tasks) = await team.ProjectAsync("Labels", "One");
        var page = await team.PageOfAsync();
        await BoardTests.OpenBoardAsync(page, project);
        var column = BoardTests.Column(page, "To do");
        var width = (await column.BoundingBoxAsync())!.Width;
        await BoardTests.Card(page, "One").Locator(".title").FocusAsync();
        await page.Keyboard.PressAsync("l");
        var field = page.Locator("#task-field:popover-open").GetByLabel("Add a label");
        await field.FillAsync(new string('w', 72));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#task-field").GetByRole(AriaRole.Alert)).ToHaveTextAsync("A label has at most 50 characters, this one has 72.");
        await Expect(field).ToHaveValueAsync(new string('w', 72));
        await field.FillAsync(new string('w', 50));
        await Expect(page.Locator("#task-field").GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Enter");
        await Expect(BoardTests.Card(page, "One").Locator(".label")).ToHaveTextAsync(new string('w', 50));

        var (card, label) = ((await BoardTests.Card(page, "One").BoundingBoxAsync())!, (await BoardTests.Card(page, "One").Locator(".label").BoundingBoxAsync())!);
        Assert.True(label.X + label.Width < card.X + card.Width, "The label runs past its card.");
        Assert.Equal(width, (await column.BoundingBoxAsync())!.Width);
        await page.OpenAsync($"{TeamFixture.Board(project)}?task={tasks[0]}");
        await page.Locator(".panel .task-props").GetByRole(AriaRole.Button, new() { Name = "Remove the label" }).ClickAsync();
        await Expect(page.Locator(".panel .task-props .label")).ToHaveCountAsync(0);
    }

    private static ILocator Day(IPage page, DateOnly day) =>
        page.Locator($"[data-day='{day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}']");
}
