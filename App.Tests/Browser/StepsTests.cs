using Microsoft.Playwright;
using TaskHub.Tasks;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Browser;

public sealed class StepsTests(TeamFixture team) : IClassFixture<TeamFixture>
{
    [Fact]
    public async Task Steps_labels_dates_in_words_and_repetition_are_made_while_one_types()
    {
        var (project, tasks) = await team.ProjectAsync("Steps", "Weekly letter", "Other");
        var owner = await team.OwnerAsync();
        await team.Get<EditTask>().RunAsync(owner, tasks[1], new() { Labels = TaskHub.Identity.Given.Of<IReadOnlyList<string>>(["newsletter"]) });
        var page = await team.PageOfAsync();
        await page.OpenAsync($"{TeamFixture.Board(project)}?task={tasks[0]}");
        var panel = page.Locator(".panel");

        var add = panel.GetByLabel("Add a subtask");
        await add.FillAsync("Gather");
        await add.PressAsync("Enter");
        await add.PressSequentiallyAsync("Write");
        await add.PressAsync("Enter");
        await Expect(panel.GetByLabel("Subtask", new() { Exact = true })).ToHaveCountAsync(2);
        await panel.GetByRole(AriaRole.Checkbox, new() { Name = "Complete Gather" }).ClickAsync();
        await Expect(panel.Locator(".subtasks > header")).ToContainTextAsync("1/2");
        await Expect(BoardTests.Card(page, "Weekly letter")).ToContainTextAsync("1/2");
        await panel.GetByLabel("Subtask", new() { Exact = true }).Nth(1).PressAsync("Alt+ArrowUp");
        await Expect(panel.GetByLabel("Subtask", new() { Exact = true }).First).ToHaveValueAsync("Write");

        await panel.GetByLabel("Add a label").PressSequentiallyAsync("new");
        await page.GetByRole(AriaRole.Option, new() { Name = "newsletter" }).ClickAsync();
        await Expect(BoardTests.Card(page, "Weekly letter").GetByText("newsletter")).ToBeVisibleAsync();

        await panel.GetByRole(AriaRole.Button, new() { Name = "Due in words" }).ClickAsync();
        await Expect(panel.GetByRole(AriaRole.Textbox, new() { Name = "Due in words" })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("in 2 weeks");
        await page.Keyboard.PressAsync("Escape");
        await Expect(panel.GetByRole(AriaRole.Textbox, new() { Name = "Due in words" })).ToBeHiddenAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Due in words" }).ClickAsync();
        await panel.GetByRole(AriaRole.Textbox, new() { Name = "Due in words" }).FillAsync("yesterday");
        await panel.GetByRole(AriaRole.Textbox, new() { Name = "Due in words" }).PressAsync("Enter");
        await Expect(panel.Locator(".date-field").First).ToContainTextAsync("Yesterday");
        await Expect(panel.Locator(".late-said")).ToHaveTextAsync("Overdue");
        await Expect(BoardTests.Card(page, "Weekly letter")).ToContainTextAsync("Overdue: Yesterday");
        await Expect(panel.GetByText("due date")).ToHaveCountAsync(1);

        await panel.GetByLabel("Repeats").SelectOptionAsync("Another rule…");
        var rule = panel.GetByLabel("The rule in words");
        await Expect(rule).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("every blue moon");
        await page.Keyboard.PressAsync("Enter");
        await Expect(panel.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is no rule");
        await Expect(rule).ToHaveValueAsync("every blue moon");
        await rule.FillAsync("every 3 days");
        await Expect(panel.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await rule.PressAsync("Enter");
        await Expect(panel.GetByLabel("Repeats")).ToHaveValueAsync("every 3 days");
        await Expect(rule).ToHaveCountAsync(0);
        await panel.GetByLabel("Repeats").SelectOptionAsync("every day");
        await Expect(panel.Locator(".coming")).ToContainTextAsync("Next: Today, Tomorrow");
        Assert.Empty(await page.AxeAsync());
        await panel.GetByRole(AriaRole.Button, new() { Name = "Complete", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Complete", Exact = true }).ClickAsync();
        await Expect(panel.GetByRole(AriaRole.Link, new() { Name = "Its next one is TH-" })).ToBeVisibleAsync();
        await Expect(page.Locator(".task-card", new() { HasText = "Weekly letter" })).ToHaveCountAsync(2);
    }
}
