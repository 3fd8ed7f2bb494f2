using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using TaskHub.Data;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Browser;

public sealed class TaskTests(TeamFixture team) : IClassFixture<TeamFixture>
{
    [Fact]
    public async Task A_task_is_edited_completed_reopened_commented_and_deleted()
    {
        var (project, tasks) = await team.ProjectAsync("Story", "Write the plan");
        var page = await team.PageOfAsync();
        await page.OpenAsync(TeamFixture.Board(project));
        await BoardTests.Card(page, "Write the plan").ClickAsync();
        var panel = page.Locator(".panel");

        await panel.GetByLabel("Title", new() { Exact = true }).FillAsync("Write the whole plan");

        // Enter ends a title wherever the cursor stands.
        await panel.GetByLabel("Title", new() { Exact = true }).PressAsync("Home");
        await panel.GetByLabel("Title", new() { Exact = true }).PressAsync("Enter");
        await Expect(BoardTests.Card(page, "Write the whole plan")).ToBeVisibleAsync();

        await panel.GetByRole(AriaRole.Button, new() { Name = "Add a description" }).ClickAsync();
        await panel.GetByRole(AriaRole.Textbox, new() { Name = "Description" }).FillAsync("With **dates**.");
        await panel.GetByRole(AriaRole.Textbox, new() { Name = "Description" }).PressAsync("Control+Enter");
        await Expect(panel.Locator(".md strong")).ToHaveTextAsync("dates");
        await Expect(panel.GetByRole(AriaRole.Button, new() { Name = "Edit the description" })).ToBeFocusedAsync();

        await panel.GetByLabel("Status").SelectOptionAsync("On hold");
        await Expect(panel.GetByText("changed the status from Open to On hold")).ToBeVisibleAsync();
        await panel.GetByLabel("Assignee").SelectOptionAsync(TeamFixture.Colleague);
        await Expect(panel.GetByText($"assigned it to {TeamFixture.Colleague}")).ToBeVisibleAsync();
        await panel.GetByLabel("Add a label").FillAsync("paper");
        await panel.GetByLabel("Add a label").PressAsync("Enter");
        await Expect(BoardTests.Card(page, "Write the whole plan").GetByText("paper")).ToBeVisibleAsync();

        await panel.GetByRole(AriaRole.Button, new() { Name = "Complete", Exact = true }).ClickAsync();
        await Expect(panel.GetByText("completed the task")).ToBeVisibleAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Reopen", Exact = true }).ClickAsync();
        await Expect(panel.GetByText("reopened the task")).ToBeVisibleAsync();

        await panel.GetByLabel("Write a comment").FillAsync("Looks _good_.");
        await panel.GetByLabel("Write a comment").PressAsync("Control+Enter");
        await Expect(panel.Locator(".comment em")).ToHaveTextAsync("good");
        await Expect(panel.GetByLabel("Write a comment")).ToHaveValueAsync("");

        await panel.GetByRole(AriaRole.Button, new() { Name = "Task actions" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete task" }).ClickAsync();

        await Expect(panel).ToHaveCountAsync(0);
        await Expect(BoardTests.Card(page, "Write the whole plan")).ToHaveCountAsync(0);
        foreach (var path in new[] { $"/app/tasks/{tasks[0]}", $"/task/{tasks[0]}/" })
        {
            Assert.Equal(404, (await page.GotoAsync(path))!.Status);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nothing is here" })).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task A_new_task_is_made_with_everything_about_it_and_what_was_typed_outlives_Escape_and_a_reload()
    {
        var (project, _) = await team.ProjectAsync("Whole", "There");
        var page = await team.PageOfAsync();
        await page.OpenAsync(TeamFixture.Board(project));
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "New task" });
        await page.Keyboard.PressAsync("n");
        await dialog.GetByLabel("Title").FillAsync("Ship the letter");
        await page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToBeHiddenAsync();
        await page.OpenAsync(TeamFixture.Board(project));

        await page.Keyboard.PressAsync("n");
        await Expect(dialog.GetByLabel("Title")).ToHaveValueAsync("Ship the letter");
        await dialog.GetByLabel("Due in words").FillAsync("tomorrow 15:00");
        await dialog.GetByLabel("Due in words").PressAsync("Tab");
        await Expect(dialog.Locator("input[type=time]")).ToHaveValueAsync("15:00");
        await dialog.GetByLabel("Priority").SelectOptionAsync("7");
        await dialog.GetByLabel("Urgent").CheckAsync();
        await dialog.GetByLabel("Add a label").FillAsync("mail");
        await dialog.GetByLabel("Add a label").PressAsync("Enter");
        await Expect(dialog.GetByText("mail")).ToBeVisibleAsync();
        Assert.Empty(await page.AxeAsync());
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create task" }).ClickAsync();

        var card = BoardTests.Card(page, "Ship the letter");
        await Expect(card).ToContainTextAsync("Urgent");
        await Expect(card).ToContainTextAsync("mail");
        await Expect(card).ToContainTextAsync("15:00");
        await Expect(dialog).ToBeHiddenAsync();
        await page.OpenAsync(TeamFixture.Board(project));
        await page.Keyboard.PressAsync("n");
        await Expect(dialog.GetByLabel("Title")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_description_that_was_not_saved_is_offered_again_also_over_one_that_somebody_else_wrote_meanwhile()
    {
        var (_, tasks) = await team.ProjectAsync("Drafts", "Describe it");
        var (page, other) = (await team.PageOfAsync(), await team.PageOfAsync(TeamFixture.ColleagueEmail));
        await page.OpenAsync($"/app/tasks/{tasks[0]}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a description" }).ClickAsync();
        var mine = page.GetByRole(AriaRole.Textbox, new() { Name = "Description" });
        await mine.PressSequentiallyAsync("Mine");
        await page.OpenAsync("/app/my-work");
        await other.OpenAsync($"/app/tasks/{tasks[0]}");
        await other.GetByRole(AriaRole.Button, new() { Name = "Add a description" }).ClickAsync();
        await other.GetByRole(AriaRole.Textbox, new() { Name = "Description" }).FillAsync("Theirs");
        await other.GetByRole(AriaRole.Textbox, new() { Name = "Description" }).PressAsync("Control+Enter");
        await Expect(other.Locator(".task-description .md")).ToHaveTextAsync("Theirs");

        await page.OpenAsync($"/app/tasks/{tasks[0]}");
        await Expect(page.GetByText("You have written a description that is not saved.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Expect(mine).ToHaveValueAsync("Mine");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("changed this meanwhile");
        Assert.Empty(await page.AxeAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Overwrite" }).ClickAsync();
        await Expect(other.Locator(".task-description .md")).ToHaveTextAsync("Mine");
        await page.ReloadAsync();
        await Expect(page.Locator(".task-description .md")).ToHaveTextAsync("Mine");
        await Expect(page.GetByText("that is not saved")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_deleted_task_comes_back_by_one_key_and_from_the_trash()
    {
        var (project, tasks) = await team.ProjectAsync("Undo", "Keep me");
        var page = await team.PageOfAsync();
        await DeleteAsync();

        await page.Keyboard.PressAsync("Control+z");

        await Expect(BoardTests.Card(page, "Keep me")).ToBeVisibleAsync();
        await DeleteAsync();
        await page.OpenAsync("/app/organization/1/trash");
        var row = page.GetByRole(AriaRole.Row, new() { Name = "Keep me" });
        await Expect(row).ToContainTextAsync("Undo");
        Assert.Empty(await page.AxeAsync());
        // A double click that is quicker than the answer to its first half.
        await row.GetByRole(AriaRole.Button, new() { Name = $"Restore TH-{tasks[0]}" }).EvaluateAsync("(button) => { button.click(); button.click(); }");
        await Expect(row).ToHaveCountAsync(0);
        await Expect(page.Locator(".toast", new() { HasText = "is back in" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Activity", Exact = true }).ClickAsync();
        await Expect(page.GetByText("restored the task").First).ToBeVisibleAsync();
        Assert.Equal(0, await page.Locator(".toasts > .danger").CountAsync());
        await page.OpenAsync($"/app/tasks/{tasks[0]}");
        await Expect(page.GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync("Keep me");

        async Task DeleteAsync()
        {
            await page.OpenAsync($"{TeamFixture.Board(project)}?task={tasks[0]}");
            await page.GetByRole(AriaRole.Button, new() { Name = "Task actions" }).ClickAsync();
            await page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete task" }).ClickAsync();
            await Expect(page.Locator(".toast", new() { HasText = "is in the trash" })).ToBeVisibleAsync();
            await Expect(BoardTests.Card(page, "Keep me")).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task The_panel_has_an_address_and_Back_closes_it()
    {
        var (project, tasks) = await team.ProjectAsync("Back", "One");
        var page = await team.PageOfAsync();
        await page.OpenAsync(TeamFixture.Board(project));
        await BoardTests.Card(page, "One").ClickAsync();
        await Expect(page.Locator(".panel").GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync("One");
        Assert.EndsWith($"?task={tasks[0]}", page.Url, StringComparison.Ordinal);

        await page.GoBackAsync();

        await Expect(page.Locator(".panel")).ToHaveCountAsync(0);
        await Expect(BoardTests.Card(page, "One")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_addresses_in_payloads_lead_to_the_same_pages()
    {
        var (project, tasks) = await team.ProjectAsync("Addresses", "One");
        var page = await team.PageOfAsync();

        await page.OpenAsync($"/task/{tasks[0]}/");
        await Expect(page.GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync("One");
        await page.OpenAsync($"/project/{project}/");
        await Expect(page).ToHaveURLAsync(TeamFixture.Board(project));
        Assert.Equal(404, (await page.GotoAsync("/project/999/"))!.Status);
    }

    [Fact]
    public async Task A_change_shows_in_another_browser_within_a_second_and_what_is_typed_there_stays()
    {
        var (project, tasks) = await team.ProjectAsync("Live", "One");
        var mine = await team.PageOfAsync();
        var theirs = await team.PageOfAsync(TeamFixture.ColleagueEmail);
        await theirs.OpenAsync($"{TeamFixture.Board(project)}?task={tasks[0]}");
        await Expect(theirs.Locator(".panel").GetByText("created the task")).ToBeVisibleAsync();
        await theirs.GetByLabel("Write a comment").PressSequentiallyAsync("Half a sent");
        await Expect(theirs.GetByLabel("Write a comment")).ToHaveValueAsync("Half a sent");
        await WatchAsync(theirs, "One and a half", "Seen?");
        await mine.OpenAsync($"/app/tasks/{tasks[0]}");

        await mine.GetByLabel("Title", new() { Exact = true }).FillAsync("One and a half");
        await mine.GetByLabel("Title", new() { Exact = true }).PressAsync("Enter");

        await Expect(BoardTests.Card(theirs, "One and a half")).ToBeVisibleAsync();
        await Expect(theirs.Locator(".task-card.flash-odd")).ToHaveCountAsync(1);
        await Expect(theirs.Locator(".panel").GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync("One and a half");
        await Expect(theirs.GetByLabel("Write a comment")).ToHaveValueAsync("Half a sent");
        await Expect(theirs.GetByLabel("Write a comment")).ToBeFocusedAsync();

        await mine.GetByLabel("Write a comment").FillAsync("Seen?");
        await mine.GetByRole(AriaRole.Button, new() { Name = "Comment", Exact = true }).ClickAsync();
        await Expect(theirs.Locator(".comment", new() { HasText = "Seen?" })).ToBeVisibleAsync();
        foreach (var (words, happened) in await HappenedAsync(tasks[0], ("One and a half", "task.updated"), ("Seen?", "comment.created")))
        {
            var delay = await theirs.EvaluateAsync<long>("words => window.sawAt[words]", words) - happened.ToUnixTimeMilliseconds();
            Assert.InRange(delay, -1, 1000);
        }

        await theirs.Keyboard.TypeAsync("ence", new() { Delay = 30 });
        await Expect(theirs.GetByLabel("Write a comment")).ToHaveValueAsync("Half a sentence");
    }

    [Fact]
    public async Task A_conflict_is_told_and_nothing_is_overwritten_unasked()
    {
        var (_, tasks) = await team.ProjectAsync("Conflict", "One");
        var mine = await team.PageOfAsync();
        var theirs = await team.PageOfAsync(TeamFixture.ColleagueEmail);
        await mine.OpenAsync($"/app/tasks/{tasks[0]}");
        await theirs.OpenAsync($"/app/tasks/{tasks[0]}");
        await mine.GetByLabel("Title", new() { Exact = true }).FillAsync("One of mine");

        await theirs.GetByLabel("Title", new() { Exact = true }).FillAsync("One of theirs");
        await theirs.GetByLabel("Title", new() { Exact = true }).PressAsync("Enter");

        var notice = mine.Locator(".meanwhile");
        await Expect(notice).ToContainTextAsync($"{TeamFixture.Colleague} changed this meanwhile.");
        await Expect(mine.GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync("One of mine");
        await notice.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(notice).ToContainTextAsync("One of theirs");
        await Expect(theirs.GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync("One of theirs");
        await notice.GetByRole(AriaRole.Button, new() { Name = "Overwrite" }).ClickAsync();

        await Expect(notice).ToHaveCountAsync(0);
        await Expect(theirs.GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync("One of mine");
    }

    [Fact]
    public async Task My_work_shows_what_is_assigned_to_me_by_when_it_is_due()
    {
        var (_, tasks) = await team.ProjectAsync("Mine", "Late", "Some day", "Not mine");
        var owner = await team.OwnerAsync();
        var edit = team.Get<TaskHub.Tasks.EditTask>();
        await edit.RunAsync(owner, tasks[0], new() { AssignedId = owner.UserId, DueOn = new DateOnly(2020, 1, 1) });
        await edit.RunAsync(owner, tasks[1], new() { AssignedId = owner.UserId });
        var page = await team.PageOfAsync();
        await page.OpenAsync("/");

        await Expect(page.Locator("section.section", new() { HasText = "Overdue" })).ToContainTextAsync("Late");
        await Expect(page.Locator("section.section", new() { HasText = "No due date" })).ToContainTextAsync("Some day");
        await Expect(page.GetByText("Not mine")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Checkbox, new() { Name = $"Complete TH-{tasks[0]}" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Late" })).ToHaveCountAsync(0);
    }

    // Notes in the page itself when each of the words first stands there: the test's own way to the browser takes its time.
    private static Task WatchAsync(IPage page, params string[] words) => page.EvaluateAsync(
        """
        (words) => {
          window.sawAt = {};
          const look = () => { for (const word of words) if (!window.sawAt[word] && document.body.textContent.includes(word)) window.sawAt[word] = Date.now(); };
          new MutationObserver(look).observe(document.body, { childList: true, characterData: true, subtree: true });
        }
        """,
        words);

    private async Task<List<(string Words, DateTimeOffset At)>> HappenedAsync(long task, params (string Words, string Type)[] events)
    {
        await using var db = await team.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        var times = await db.Events.Where(e => e.TaskId == task).ToDictionaryAsync(e => e.Type, e => e.OccurredAt);
        return [.. events.Select(e => (e.Words, times[e.Type]))];
    }
}
