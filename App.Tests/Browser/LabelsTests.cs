using Microsoft.Playwright;
using TaskHub.Identity;
using TaskHub.Tasks;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Browser;

/// <summary>The labels of a project: what one person does to them, the others see.</summary>
public sealed class LabelsTests(TeamFixture team) : IClassFixture<TeamFixture>
{
    [Fact]
    public async Task A_color_and_a_new_name_show_on_the_boards_of_others_and_one_undo_takes_the_name_back()
    {
        var (project, tasks) = await team.ProjectAsync("Colored", "One", "Two", "Three");
        foreach (var task in tasks[..2])
        {
            await team.Get<EditTask>().RunAsync(await team.OwnerAsync(), task, new() { Labels = Given.Of<IReadOnlyList<string>>(["bug"]) });
        }

        var mine = await team.PageOfAsync();
        var theirs = await team.PageOfAsync(TeamFixture.ColleagueEmail);
        await theirs.OpenAsync(TeamFixture.Board(project));
        await mine.OpenAsync(TeamFixture.Board(project) + "?label=bug");
        var dialog = mine.GetByRole(AriaRole.Dialog, new() { Name = "Labels" });

        await mine.GetByRole(AriaRole.Button, new() { Name = "Project actions" }).ClickAsync();
        await mine.GetByRole(AriaRole.Menuitem, new() { Name = "Manage labels…" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("2 tasks");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Color of bug: No color" }).ClickAsync();
        await mine.GetByRole(AriaRole.Menuitemradio, new() { Name = "Red" }).ClickAsync();
        await Expect(theirs.Locator(".task-card .label.h6")).ToHaveCountAsync(2);
        await Expect(mine.Locator(".task-card .label.h6")).ToHaveCountAsync(2);
        Assert.Empty(await mine.AxeAsync());

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Rename the label bug" }).ClickAsync();
        await Expect(dialog.GetByLabel("Name of the label")).ToBeFocusedAsync();
        await mine.Keyboard.PressAsync("Escape");
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Rename the label bug" })).ToBeFocusedAsync();
        await mine.Keyboard.PressAsync("Enter");
        await dialog.GetByLabel("Name of the label").FillAsync("defect");
        await mine.Keyboard.PressAsync("Enter");
        await Expect(theirs.Locator(".task-card .label.h6")).ToHaveTextAsync(["defect", "defect"]);
        await Expect(mine).ToHaveURLAsync(TeamFixture.Board(project) + "?label=defect");
        await Expect(mine.Locator(".task-card .label.h6")).ToHaveTextAsync(["defect", "defect"]);

        await mine.Keyboard.PressAsync("Escape");
        await Expect(mine.GetByRole(AriaRole.Button, new() { Name = "Project actions" })).ToBeFocusedAsync();
        await mine.Keyboard.PressAsync("Control+z");
        await Expect(theirs.Locator(".task-card .label.h6")).ToHaveTextAsync(["bug", "bug"]);
        await Expect(mine).ToHaveURLAsync(TeamFixture.Board(project) + "?label=bug");
    }

    [Fact]
    public async Task The_labels_of_a_task_lead_to_all_of_the_project_and_a_merge_is_said_before()
    {
        var (project, tasks) = await team.ProjectAsync("Merged", "One", "Two");
        await team.Get<EditTask>().RunAsync(await team.OwnerAsync(), tasks[0], new() { Labels = Given.Of<IReadOnlyList<string>>(["bug", "web"]) });
        await team.Get<EditTask>().RunAsync(await team.OwnerAsync(), tasks[1], new() { Labels = Given.Of<IReadOnlyList<string>>(["defect"]) });
        var page = await team.PageOfAsync();
        await page.OpenAsync($"/app/tasks/{tasks[0]}");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Labels" });
        var field = page.GetByLabel("Add a label…");

        await field.ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "Manage labels…" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Rename the label bug" }).ClickAsync();
        await dialog.GetByLabel("Name of the label").FillAsync("Defect");
        await Expect(dialog.Locator(".project-labels").GetByRole(AriaRole.Status)).ToContainTextAsync("the two become one");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Merge" }).ClickAsync();
        await Expect(dialog.Locator("li")).ToHaveCountAsync(2);
        await Expect(dialog.Locator("li").First).ToContainTextAsync("defect");
        await Expect(dialog.Locator("li").First).ToContainTextAsync("2 tasks");

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Remove the label web from 1 task" }).ClickAsync();
        await Expect(dialog.Locator("li")).ToHaveCountAsync(1);
        await Expect(page.Locator(".toast", new() { HasText = "“web” is removed" })).ToHaveCountAsync(1);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.Locator(".toast", new() { HasText = "“web” is removed" })).ToHaveCountAsync(0);
        await Expect(dialog.Locator("li")).ToHaveCountAsync(2);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Remove the label web from 1 task" }).ClickAsync();
        await Expect(dialog.Locator("li")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Escape");
        await Expect(field).ToBeFocusedAsync();
        await Expect(page.Locator(".task-props .label")).ToHaveTextAsync(["defect"]);
    }

    [Fact]
    public async Task From_a_card_the_dialog_opens_over_the_board_and_the_focus_comes_back()
    {
        var (project, tasks) = await team.ProjectAsync("From a card", "One", "Two");
        await team.Get<EditTask>().RunAsync(await team.OwnerAsync(), tasks[0], new() { Labels = Given.Of<IReadOnlyList<string>>(["bug"]) });
        await team.Get<EditTask>().RunAsync(await team.OwnerAsync(), tasks[1], new() { Labels = Given.Of<IReadOnlyList<string>>(["web"]) });
        var page = await team.PageOfAsync();
        await BoardTests.OpenBoardAsync(page, project);

        await BoardTests.Card(page, "One").Locator("[data-field=labels]").ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "Manage labels…" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Labels", Exact = true })).ToContainTextAsync("1 task");
        await page.Keyboard.PressAsync("Escape");
        await Expect(BoardTests.Card(page, "One").Locator(":focus")).ToHaveCountAsync(1);
    }
}
