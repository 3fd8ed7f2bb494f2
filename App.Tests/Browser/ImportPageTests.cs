using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Browser;

/// <summary>Somebody moves in from a spreadsheet.</summary>
public sealed class ImportPageTests(TeamFixture team) : IClassFixture<TeamFixture>
{
    [Fact]
    public async Task A_spreadsheet_is_mapped_looked_at_imported_and_taken_back()
    {
        var (project, _) = await team.ProjectAsync("Move in");
        var page = await team.PageOfAsync();
        await page.OpenAsync(TeamFixture.Board(project));
        await page.GetByRole(AriaRole.Button, new() { Name = "Project actions" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Import tasks" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Import tasks" })).ToBeVisibleAsync();
        await page.Locator("[data-circuit]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

        await ChooseAsync(page, File("tasks.csv", "What,Where,Who\nPaint the wall,Garden,Nobody Here\nMow the lawn,Garden,\n"));
        await Expect(page.GetByText("Choose which column is the title")).ToBeVisibleAsync();
        await Expect(page.GetByText("There is nothing new in this file.")).ToHaveCountAsync(0);
        await page.GetByLabel("What", new() { Exact = true }).SelectOptionAsync("Title");
        await page.GetByLabel("Where", new() { Exact = true }).SelectOptionAsync("List");
        await page.GetByLabel("Who", new() { Exact = true }).SelectOptionAsync("Assignee");
        await Expect(page.GetByText("New lists: Garden.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Nobody in this project has this name")).ToBeVisibleAsync();
        Assert.Empty(await page.AxeAsync());
        var problems = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "All of them as CSV" }).ClickAsync());
        Assert.Contains("2,Assignee,Nobody Here", await System.IO.File.ReadAllTextAsync(await problems.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new() { Name = "Import 2 tasks" }).ClickAsync();
        await Expect(page.GetByText("2 tasks imported into Move in.")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.GetByText("2 tasks imported into Move in.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Open the project" }).ClickAsync();
        await Expect(page.Locator(".column").Filter(new() { HasText = "Garden" }).Locator(".task-card")).ToHaveCountAsync(2);

        await page.GetByRole(AriaRole.Button, new() { Name = "Project actions" }).ClickAsync();
        var sheet = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Menuitem, new() { Name = "Export as CSV" }).ClickAsync());
        Assert.Contains(",Mow the lawn,,Garden,open,", await System.IO.File.ReadAllTextAsync(await sheet.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await page.GoBackAsync();
        await page.Locator("[data-circuit]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo the import" }).ClickAsync();
        await Expect(page.GetByText("2 tasks went to the trash.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_order_of_dates_is_seen_in_the_column_that_is_chosen_for_them_and_can_be_changed()
    {
        var (project, _) = await team.ProjectAsync("Dates");
        var page = await team.PageOfAsync();
        await page.OpenAsync(TeamFixture.Board(project) + "/import");
        await ChooseAsync(page, File("tasks.csv", "Title,By when\nPaint,31/12/2030\nMow,3/4/2030,more\n"));
        await page.GetByLabel("By when", new() { Exact = true }).SelectOptionAsync("Due date");

        await Expect(page.GetByText("31 Dec 2030")).ToBeVisibleAsync();
        await Expect(page.GetByText("3 Apr 2030")).ToBeVisibleAsync();
        await Expect(page.Locator("tr", new() { HasText = "There is no heading above it" })).ToContainTextAsync("more");
        await page.GetByLabel("the day comes first").UncheckAsync();
        await Expect(page.GetByText("4 Mar 2030")).ToBeVisibleAsync();
    }

    // Blazor listens to the field a moment after it is there, and leaves a mark then: a file that comes before is not heard.
    private static async Task ChooseAsync(IPage page, FilePayload file)
    {
        var field = page.GetByLabel("Choose a file");
        await field.WaitForAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('input[type=file]')?._blazorInputFileNextFileId !== undefined");
        await field.SetInputFilesAsync(file);
    }

    private static FilePayload File(string name, string text) => new() { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) };
}
