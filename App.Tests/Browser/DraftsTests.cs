using Microsoft.Playwright;
using TaskHub.Identity;
using TaskHub.Tasks;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Browser;

/// <summary>What is half typed survives: a reload, another page, and a change that somebody else makes meanwhile.</summary>
public sealed class DraftsTests(TeamFixture team) : IClassFixture<TeamFixture>
{
    private const string Unsaved = "This is not saved yet.";

    [Fact]
    public async Task A_half_typed_title_comes_back_after_a_reload_and_waits_to_be_saved_or_given_up()
    {
        var (_, tasks) = await team.ProjectAsync("Half titles", "One");
        var page = await team.PageOfAsync();
        var title = page.GetByLabel("Title", new() { Exact = true });
        await page.OpenAsync($"/app/tasks/{tasks[0]}");
        await title.FocusAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.TypeAsync(" and a h");

        await page.OpenAsync($"/app/tasks/{tasks[0]}");
        await Expect(page.GetByText(Unsaved)).ToBeVisibleAsync();
        await Expect(title).ToHaveValueAsync("One and a h");
        Assert.Equal("One", await NameAsync(tasks[0]));
        Assert.Empty(await page.AxeAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await Expect(title).ToHaveValueAsync("One");
        await page.OpenAsync($"/app/tasks/{tasks[0]}");
        await Expect(page.GetByText("created the task")).ToBeVisibleAsync();
        await Expect(title).ToHaveValueAsync("One");

        await title.FocusAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.TypeAsync(" and a half");
        await page.OpenAsync($"/app/tasks/{tasks[0]}");
        await Expect(page.GetByText(Unsaved)).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByText(Unsaved)).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "One and a half" })).ToHaveCountAsync(1);

        // Escape gives up on purpose.
        await title.FocusAsync();
        await page.Keyboard.TypeAsync("Never");
        await page.Keyboard.PressAsync("Escape");
        await Expect(title).ToHaveValueAsync("One and a half");
        await page.OpenAsync($"/app/tasks/{tasks[0]}");
        await Expect(page.GetByText("created the task")).ToBeVisibleAsync();
        await Expect(title).ToHaveValueAsync("One and a half");
    }

    [Fact]
    public async Task A_title_that_came_back_over_one_that_somebody_wrote_meanwhile_says_who_it_was()
    {
        var (project, tasks) = await team.ProjectAsync("Meanwhile", "One");
        var page = await team.PageOfAsync(TeamFixture.ColleagueEmail);
        await BoardTests.OpenBoardAsync(page, project);
        var editor = page.Locator("#task-field:popover-open");
        await BoardTests.Card(page, "One").Locator(".title").FocusAsync();
        await page.Keyboard.PressAsync("r");
        await editor.GetByLabel("Title").PressSequentiallyAsync("Mine");

        // A card's rename that was cut short comes back into the same editor, and into the panel.
        await BoardTests.OpenBoardAsync(page, project);
        await BoardTests.Card(page, "One").Locator(".title").FocusAsync();
        await page.Keyboard.PressAsync("r");
        await Expect(editor.GetByLabel("Title")).ToHaveValueAsync("Mine");
        await BoardTests.OpenBoardAsync(page, project);
        var owner = await team.OwnerAsync();
        await team.Get<EditTask>().RunAsync(owner, tasks[0], new() { Name = "Theirs" });
        await Expect(BoardTests.Card(page, "Theirs")).ToBeVisibleAsync();
        await BoardTests.Card(page, "Theirs").Locator(".title").FocusAsync();
        await page.Keyboard.PressAsync("r");
        await Expect(editor.GetByRole(AriaRole.Alert)).ToContainTextAsync("the title has become “Theirs”");
        await Expect(editor.GetByLabel("Title")).ToHaveValueAsync("Mine");
        Assert.Empty(await page.AxeAsync());

        await page.OpenAsync($"/app/tasks/{tasks[0]}");
        await Expect(page.Locator(".meanwhile")).ToContainTextAsync($"{owner.Name} changed this meanwhile.");
        await Expect(page.GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync("Mine");
        await page.GetByRole(AriaRole.Button, new() { Name = "Overwrite" }).ClickAsync();
        await Expect(page.Locator(".meanwhile")).ToHaveCountAsync(0);
        Assert.Equal("Mine", await NameAsync(tasks[0]));

        // What was given up on the card, or saved there, is no draft.
        await BoardTests.OpenBoardAsync(page, project);
        await BoardTests.Card(page, "Mine").Locator(".title").FocusAsync();
        await page.Keyboard.PressAsync("r");
        await editor.GetByLabel("Title").PressSequentiallyAsync("Nobody's");
        await page.Keyboard.PressAsync("Escape");
        await Expect(editor).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("r");
        await Expect(editor.GetByLabel("Title")).ToHaveValueAsync("Mine");
        await page.Keyboard.PressAsync("Escape");
        await Expect(editor).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("r");
        await editor.GetByLabel("Title").FillAsync("Ours");
        await page.Keyboard.PressAsync("Enter");
        await Expect(BoardTests.Card(page, "Ours")).ToBeVisibleAsync();
        await Expect(editor).ToHaveCountAsync(0);
        await team.Get<EditTask>().RunAsync(owner, tasks[0], new() { Name = "Everybody's" });
        await page.OpenAsync($"/app/tasks/{tasks[0]}");
        await Expect(page.GetByText("created the task")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync("Everybody's");
        await Expect(page.Locator(".meanwhile")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_half_typed_subtask_comes_back_with_its_task_and_is_no_subtask_before_Enter()
    {
        var (project, tasks) = await team.ProjectAsync("Half steps", "One", "Two");
        var page = await team.PageOfAsync();
        await page.OpenAsync($"{TeamFixture.Board(project)}?task={tasks[0]}");
        var panel = page.Locator(".panel");
        var (add, steps) = (panel.GetByLabel("Add a subtask"), panel.GetByLabel("Subtask", new() { Exact = true }));
        await add.FillAsync("Gather");
        await add.PressAsync("Enter");
        await Expect(steps).ToHaveCountAsync(1);
        await add.PressSequentiallyAsync("Wri");

        // Away to the next task, which has none of it, and back.
        await BoardTests.Card(page, "Two").Locator(".title").ClickAsync();
        await Expect(panel.GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync("Two");
        await Expect(add).ToHaveValueAsync("");
        await BoardTests.Card(page, "One").Locator(".title").ClickAsync();
        await Expect(add).ToHaveValueAsync("Wri");
        await Expect(steps).ToHaveCountAsync(1);
        await steps.First.FocusAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.TypeAsync(" and so");

        await page.OpenAsync($"{TeamFixture.Board(project)}?task={tasks[0]}");
        await Expect(panel.GetByText(Unsaved)).ToBeVisibleAsync();
        await Expect(steps).ToHaveValueAsync("Gather and so");
        await Expect(add).ToHaveValueAsync("Wri");
        Assert.Empty(await page.AxeAsync());
        await panel.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(panel.GetByText("renamed the subtask “Gather” to “Gather and so”")).ToBeVisibleAsync();
        await add.PressAsync("Enter");
        await Expect(steps).ToHaveCountAsync(2);
        await page.OpenAsync($"{TeamFixture.Board(project)}?task={tasks[0]}");
        await Expect(steps).ToHaveCountAsync(2);
        await Expect(panel.GetByText(Unsaved)).ToHaveCountAsync(0);
        await Expect(add).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_subtask_that_somebody_renamed_while_one_types_in_it_says_who_it_was()
    {
        var (_, tasks) = await team.ProjectAsync("Both", "One");
        var owner = await team.OwnerAsync();
        var step = (await team.Get<CreateSubtask>().RunAsync(owner, new NewSubtask(tasks[0], "Gather"))).Value.Id;
        var (page, other) = (await team.PageOfAsync(TeamFixture.ColleagueEmail), await team.PageOfAsync());
        await page.OpenAsync($"/app/tasks/{tasks[0]}");
        await other.OpenAsync($"/app/tasks/{tasks[0]}");
        var field = page.GetByLabel("Subtask", new() { Exact = true });
        await field.FillAsync("Gather mine");

        await other.GetByLabel("Subtask", new() { Exact = true }).FillAsync("Gather theirs");
        await other.GetByLabel("Subtask", new() { Exact = true }).PressAsync("Enter");
        await Expect(other.GetByText("renamed the subtask")).ToBeVisibleAsync();
        await team.Get<EditSubtask>().RunAsync((await team.Get<Actors>().FindAsync(2))!, step, new() { Resolved = true });
        await Expect(page.GetByText("resolved the subtask")).ToBeVisibleAsync();
        await Expect(page.Locator(".meanwhile")).ToContainTextAsync($"{owner.Name} changed this meanwhile.");
        await Expect(field).ToHaveValueAsync("Gather mine");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take theirs" }).ClickAsync();
        await Expect(field).ToHaveValueAsync("Gather theirs");
        await page.OpenAsync($"/app/tasks/{tasks[0]}");
        await Expect(page.GetByText("created the task")).ToBeVisibleAsync();
        await Expect(field).ToHaveValueAsync("Gather theirs");
    }

    private async Task<string> NameAsync(long task) => (await team.Get<FindTask>().RunAsync(await team.OwnerAsync(), task)).Value.Task.Name;
}
