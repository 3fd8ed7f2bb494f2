using Microsoft.Playwright;
using TaskHub.Comments;
using TaskHub.Tasks;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Browser;

/// <summary>What stands where: on a phone nothing lies over what one writes, and nothing moves by itself under the hand.</summary>
public sealed class NarrowTests(TeamFixture team) : IClassFixture<TeamFixture>
{
    [Fact]
    public async Task On_a_phone_a_message_lies_over_no_line_that_is_written_and_the_head_leaves_the_page_to_the_tasks()
    {
        var (project, _) = await team.ProjectAsync("Phone", [.. Enumerable.Range(1, 12).Select(n => $"Task {n}")]);
        var page = await team.NewPageAsync(new() { HasTouch = true, ViewportSize = new() { Width = 390, Height = 844 } });
        await page.SignInAsync();
        await BoardTests.OpenBoardAsync(page, project);
        var head = (await page.Locator(".page-head").BoundingBoxAsync())!;
        Assert.InRange(head.Height, 1, 140);

        await BoardTests.Column(page, "To do").GetByRole(AriaRole.Button, new() { Name = "Add task" }).ClickAsync();
        var line = page.GetByRole(AriaRole.Textbox, new() { Name = "New task" });
        await line.EvaluateAsync("""
            field => {
              const data = new DataTransfer();
              data.setData("text/plain", "Sand\nSugar");
              field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """);
        var message = page.Locator(".toast", new() { HasText = "2 tasks are added" });
        await Expect(message).ToBeVisibleAsync();
        await line.FillAsync("Salt !high");
        await Expect(page.GetByRole(AriaRole.Status, new() { Name = "What the line says" })).ToBeVisibleAsync();

        var (over, under) = ((await message.BoundingBoxAsync())!, (await page.Locator(".quick-add").BoundingBoxAsync())!);
        Assert.False(over.Y < under.Y + under.Height && under.Y < over.Y + over.Height, $"The message at {over.Y} lies over the line at {under.Y}.");
        Assert.Empty(await page.AxeAsync());

        // All filters are within reach, by wiping along.
        await page.GetByRole(AriaRole.Button, new() { Name = "Views" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Save this view" })).ToBeInViewportAsync();
    }

    [Fact]
    public async Task On_a_phone_a_month_begins_with_today_and_what_is_selected_can_be_let_go_without_a_keyboard()
    {
        var (project, tasks) = await team.ProjectAsync("Phone days", [.. Enumerable.Range(1, 30).Select(n => $"Task {n}")]);
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var first = today.AddDays(1 - today.Day);
        // On every other day of the month there is something, so that today is not at the top by itself, unless it is the first.
        var days = Enumerable.Range(0, 28).Select(n => first.AddDays(n)).Where(d => d != today).ToList();
        var owner = await team.OwnerAsync();
        foreach (var (day, task) in days.Zip(tasks))
        {
            await team.Get<EditTask>().RunAsync(owner, task, new() { DueOn = day });
        }

        var page = await team.NewPageAsync(new() { HasTouch = true, ViewportSize = new() { Width = 390, Height = 600 } });
        await page.SignInAsync();
        await page.OpenAsync(TeamFixture.Board(project) + "?view=calendar");
        await page.Locator(".calendar[data-hands]").WaitForAsync();
        await Expect(page.Locator(".day.today")).ToBeInViewportAsync(new() { Ratio = 1 });
        await page.GetByRole(AriaRole.Link, new() { Name = "The month after" }).TapAsync();
        await Expect(page.Locator(".day.today")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Today" }).TapAsync();
        await Expect(page.Locator(".day.today")).ToBeInViewportAsync(new() { Ratio = 1 });

        await BoardTests.OpenBoardAsync(page, project);
        await BoardTests.Card(page, "Task 1").Locator(".card-menu").TapAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Select", Exact = true }).TapAsync();
        var letGo = page.Locator(".selection").GetByRole(AriaRole.Button).Last;
        await Expect(letGo).ToBeInViewportAsync(new() { Ratio = 1 });
        await letGo.TapAsync();
        await Expect(page.Locator(".selection")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_comment_that_comes_moves_nothing_on_the_board()
    {
        var (project, tasks) = await team.ProjectAsync("Steady", "Plain", "With facts", "Below");
        var owner = await team.OwnerAsync();
        await team.Get<EditTask>().RunAsync(owner, tasks[1], new() { Urgent = true, Labels = new(["one label", "another", "third"]), DueOn = new DateOnly(2030, 1, 1) });
        var page = await team.PageOfAsync();
        await BoardTests.OpenBoardAsync(page, project);
        await Expect(BoardTests.Card(page, "With facts")).ToContainTextAsync("third");
        var before = await PlacesAsync(page);

        foreach (var task in tasks)
        {
            Assert.True((await team.Get<CreateComment>().RunAsync(owner, new NewComment(task, "Hear, hear"))).Ok);
        }

        await Expect(page.Locator(".task-card .fact", new() { HasText = "1 comment" })).ToHaveCountAsync(3);
        Assert.Equal(before, await PlacesAsync(page));
    }

    [Fact]
    public async Task What_is_half_typed_in_one_task_never_stands_in_the_next()
    {
        var (_, tasks) = await team.ProjectAsync("Next", "One", "Two");
        var page = await team.PageOfAsync();
        await page.OpenAsync($"/app/tasks/{tasks[0]}");
        var title = page.GetByLabel("Title", new() { Exact = true });
        await page.GetByLabel("Add a subtask").PressSequentiallyAsync("Ha");
        await page.GetByLabel("Write a comment").PressSequentiallyAsync("Half a comm");
        await title.FocusAsync();
        await page.Keyboard.TypeAsync("Half a t");
        await Expect(title).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("Half a t"));

        // A link in the text or the palette leads on without a field being left first.
        await page.EvaluateAsync("id => Blazor.navigateTo(`/app/tasks/${id}`)", tasks[1]);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Two" })).ToHaveCountAsync(1);
        await Expect(title).ToHaveValueAsync("Two");
        await Expect(page.GetByLabel("Add a subtask")).ToHaveValueAsync("");
        await Expect(page.GetByLabel("Write a comment")).ToHaveValueAsync("");
    }

    /// <summary>Where everything of the cards stands, but for what a pointer brings.</summary>
    private static Task<string> PlacesAsync(IPage page) => page.EvaluateAsync<string>("""
        () => JSON.stringify([...document.querySelectorAll(".task-card :is(.done-toggle, .key, .urgent, .title, .label, .due, .assignee, .card-menu)")]
          .map((each) => { const at = each.getBoundingClientRect(); return [each.className, Math.round(at.left), Math.round(at.top)]; }))
        """);
}
