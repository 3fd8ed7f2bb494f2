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
        await Expect(page.GetByLabel("New task")).ToHaveValueAsync("");
        await using var db = await team.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        var task = await db.Tasks.SingleAsync(t => t.Name == "Ship the build");
        Assert.Equal((8, 1L), (task.Priority, task.AssignedId));
        Assert.Equal(["web"], task.Labels);
    }

    [Fact]
    public async Task Lines_that_are_pasted_become_tasks_and_can_be_taken_back()
    {
        var (project, _) = await team.ProjectAsync("Paste", "One");
        var page = await OpenAsync(project);
        await page.Keyboard.PressAsync("c");
        await page.GetByLabel("New task").EvaluateAsync("""
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
