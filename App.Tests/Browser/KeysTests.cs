using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using TaskHub.Data;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Browser;

public sealed class KeysTests(TeamFixture team) : IClassFixture<TeamFixture>
{
    [Fact]
    public async Task A_line_says_who_when_and_how_urgent_and_shows_that_before_it_is_saved()
    {
        var (project, _) = await team.ProjectAsync("Lines", "One");
        var page = await OpenAsync(project);

        await page.Keyboard.PressAsync("c");
        // A fast typist does not wait for the field, and loses no letter.
        await page.Keyboard.TypeAsync("Ship the build !high @me #web tomorrow 15:00");

        var said = page.GetByRole(AriaRole.Status, new() { Name = "What the line says" });
        await Expect(said).ToContainTextAsync("Priority 8");
        await Expect(said).ToContainTextAsync("web");
        await Expect(said).ToContainTextAsync("Tomorrow 15:00");
        Assert.Empty(await page.AxeAsync());
        await page.Keyboard.PressAsync("Enter");
        await Expect(BoardTests.Card(page, "Ship the build").GetByText("Tomorrow 15:00")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "New task" })).ToHaveValueAsync("");
        await using var db = await team.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        var task = await db.Tasks.SingleAsync(t => t.Name == "Ship the build");
        Assert.Equal((8, 1L), (task.Priority, task.AssignedId));
        Assert.Equal(["web"], task.Labels);
    }

    [Fact]
    public async Task In_the_list_the_same_key_asks_for_a_task_with_everything_about_it()
    {
        var (project, _) = await team.ProjectAsync("Listed", "One");
        var page = await team.PageOfAsync();
        await page.OpenAsync(TeamFixture.Board(project) + "?view=list");
        await page.Locator("[data-task]").WaitForAsync();

        await page.Keyboard.PressAsync("c");
        await page.Keyboard.TypeAsync("Plant trees");

        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "New task" }).Locator("input:focus, textarea:focus")).ToHaveValueAsync("Plant trees");
    }

    [Fact]
    public async Task Lines_that_are_entered_before_the_field_is_there_become_a_task_each_and_the_last_stands_in_it()
    {
        var (project, _) = await team.ProjectAsync("Fast", "One");
        var page = await OpenAsync(project);

        // All in one breath, so that the hub cannot have answered to the first of the keys.
        await page.EvaluateAsync("""
            () => {
              for (const key of ["c", ..."Sand", "Enter", "Enter", ..."Sugaq", "Backspace", "r", "Enter", ..."Sal"]) {
                document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
              }
            }
            """);

        var field = page.GetByRole(AriaRole.Textbox, new() { Name = "New task" });
        await Expect(field).ToHaveValueAsync("Sal");
        await page.Keyboard.TypeAsync("t");
        await Expect(BoardTests.Titles(BoardTests.Column(page, "To do"))).ToHaveTextAsync(["One", "Sand", "Sugar"]);
        await page.Keyboard.TypeAsync("\nPepper");
        await Expect(BoardTests.Titles(BoardTests.Column(page, "To do"))).ToHaveTextAsync(["One", "Sand", "Sugar", "Salt"]);
        await Expect(field).ToHaveValueAsync("Pepper");
        await Expect(page.Locator(".toast", new() { HasText = "are added" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Lines_that_are_pasted_become_tasks_and_can_be_taken_back()
    {
        var (project, _) = await team.ProjectAsync("Paste", "One");
        var page = await OpenAsync(project);
        await page.Keyboard.PressAsync("c");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "New task" }).EvaluateAsync("""
            field => {
              const data = new DataTransfer();
              data.setData("text/plain", "- Sand\n\n2. Sugar !urgent\n[x] Salt\n");
              field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """);

        await Expect(BoardTests.Card(page, "Salt")).ToBeVisibleAsync();
        await Expect(BoardTests.Titles(BoardTests.Column(page, "To do"))).ToHaveTextAsync(["One", "Sand", "Sugar", "Salt"]);
        await Expect(BoardTests.Card(page, "Sugar").GetByText("Urgent")).ToBeVisibleAsync();
        await page.Locator(".toast", new() { HasText = "3 tasks are added" }).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(BoardTests.Titles(BoardTests.Column(page, "To do"))).ToHaveTextAsync(["One"]);
    }

    [Fact]
    public async Task Of_lines_that_are_pasted_those_that_cannot_be_tasks_stand_in_the_field_again()
    {
        var (project, _) = await team.ProjectAsync("Half", "One");
        var page = await OpenAsync(project);
        await page.Keyboard.PressAsync("c");
        var field = page.GetByRole(AriaRole.Textbox, new() { Name = "New task" });
        var tooLong = new string('x', 400);
        await field.EvaluateAsync(
            """
            (field, text) => {
              const data = new DataTransfer();
              data.setData("text/plain", text);
              field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """,
            $"Two\n{tooLong}\nThree");

        await Expect(BoardTests.Titles(BoardTests.Column(page, "To do"))).ToHaveTextAsync(["One", "Two", "Three"]);
        await Expect(field).ToHaveValueAsync(tooLong);
        await Expect(page.GetByText("One line is not added")).ToContainTextAsync("255 characters");

        // It is kept until it is a task or given up, over a reload as well.
        await page.OpenAsync(TeamFixture.Board(project));
        await page.Keyboard.PressAsync("c");
        await Expect(field).ToHaveValueAsync(tooLong);
        await field.FillAsync("Short");
        await field.PressAsync("Enter");
        await Expect(BoardTests.Card(page, "Short")).ToBeVisibleAsync();
        await page.OpenAsync(TeamFixture.Board(project));
        await page.Keyboard.PressAsync("c");
        await Expect(field).ToBeFocusedAsync();
        await Expect(field).ToHaveValueAsync("");
    }

    [Fact]
    public async Task The_map_of_the_keys_is_found_in_the_palette_though_nothing_has_the_focus_and_single_keys_come_back_on_the_account_page()
    {
        var (project, _) = await team.ProjectAsync("Door", "One");
        var page = await OpenAsync(project);
        var map = page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" });
        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Combobox).FillAsync("shortcuts");
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = "Keyboard shortcuts" })).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("Enter");
        await Expect(map).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("?");
        await Expect(map).ToBeVisibleAsync();
        await map.GetByRole(AriaRole.Checkbox).UncheckAsync();

        await page.GotoAsync("/account");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Single keys" }).CheckAsync();
        await page.OpenAsync(TeamFixture.Board(project));
        await page.Keyboard.PressAsync("?");
        await Expect(map).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_this_browser_chose_is_marked_on_a_page_of_the_account_that_comes_by_a_link()
    {
        var page = await team.PageOfAsync();
        await page.GotoAsync("/account");
        var keys = page.GetByRole(AriaRole.Checkbox, new() { Name = "Single keys" });
        var dark = page.GetByRole(AriaRole.Button, new() { Name = "Dark", Exact = true });
        await keys.UncheckAsync();
        await dark.ClickAsync();
        await page.EvaluateAsync("() => { window.same = true; }");

        foreach (var tab in new[] { "Sessions", "Security", "Account" })
        {
            await page.GetByRole(AriaRole.Link, new() { Name = tab }).ClickAsync();
            await Expect(page.Locator(".tab[aria-current]")).ToHaveTextAsync(tab);
            await Expect(dark).ToHaveAttributeAsync("aria-pressed", "true");
        }

        await Expect(keys).Not.ToBeCheckedAsync();

        // The same page once more, laid over itself.
        await page.EvaluateAsync("() => { window.come = new Promise((done) => Blazor.addEventListener('enhancedload', done)).then(() => true); }");
        await page.GetByRole(AriaRole.Link, new() { Name = "Account", Exact = true }).ClickAsync();
        await page.EvaluateAsync("() => window.come");
        await Expect(keys).Not.ToBeCheckedAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => window.same === true"), "The page was loaded anew, so that nothing is said of one that comes by a link.");
    }

    [Fact]
    public async Task Single_keys_lead_through_the_board_stay_out_of_texts_and_can_be_switched_off()
    {
        var (project, tasks) = await team.ProjectAsync("Through", "One", "Two");
        var page = await OpenAsync(project);
        var panel = page.Locator(".panel");

        await page.Keyboard.PressAsync("j");
        await Expect(BoardTests.Card(page, "One").Locator(".title")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(panel.GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync("One");
        await page.Keyboard.PressAsync("j");
        await Expect(panel.GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync("Two");
        Assert.EndsWith($"?task={tasks[1]}", page.Url, StringComparison.Ordinal);
        await page.Keyboard.PressAsync("e");
        await Expect(panel.GetByRole(AriaRole.Button, new() { Name = "Reopen", Exact = true })).ToBeVisibleAsync();

        await panel.GetByLabel("Write a comment").PressSequentiallyAsync("jack e?");
        await Expect(panel.GetByLabel("Write a comment")).ToHaveValueAsync("jack e?");
        await Expect(panel.GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync("Two");

        await BoardTests.OpenBoardAsync(page, project);
        await page.Keyboard.PressAsync("?");
        var map = page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" });
        await Expect(map.GetByText("Next task")).ToBeVisibleAsync();
        Assert.Empty(await page.AxeAsync());
        await map.GetByLabel("Single keys work outside of texts").UncheckAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("/");
        await Expect(page.GetByLabel("Filter tasks")).Not.ToBeFocusedAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Your account" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Keyboard shortcuts" }).ClickAsync();
        await Expect(map.GetByLabel("Single keys work outside of texts")).Not.ToBeCheckedAsync();
        await map.GetByLabel("Single keys work outside of texts").CheckAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("/");
        await Expect(page.GetByLabel("Filter tasks")).ToBeFocusedAsync();
    }

    private async Task<IPage> OpenAsync(long project)
    {
        var page = await team.PageOfAsync();
        await BoardTests.OpenBoardAsync(page, project);
        return page;
    }
}
