using Microsoft.Playwright;
using TaskHub.Tasks;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Browser;

/// <summary>What happened, to a task, in a project and in an organization: who, from which value to which.</summary>
public sealed class ActivityPageTests(TeamFixture team) : IClassFixture<TeamFixture>
{
    [Fact]
    public async Task Every_change_tells_who_made_it_and_both_values_and_can_be_narrowed_down()
    {
        var (project, tasks) = await team.ProjectAsync("Told", "Paint the wall");
        await team.ProjectAsync("Elsewhere", "Other work");
        var owner = await team.OwnerAsync();
        var page = await team.PageOfAsync();
        await page.OpenAsync($"/app/organization/1/activity?project={project}");
        var rows = page.Locator(".activity > li");
        await Expect(rows.Filter(new() { HasText = "Paint the wall" }).First).ToBeVisibleAsync();

        await team.Get<EditTask>().RunAsync(owner, tasks[0], new TaskEdit { Name = "Paint the fence", DueOn = new DateOnly(2030, 5, 4) });
        var change = rows.Filter(new() { HasText = "Paint the fence" }).First;
        await Expect(change).ToContainTextAsync(owner.Name);
        await Expect(change).ToContainTextAsync("Paint the wall");
        await Expect(change).ToContainTextAsync("4 May 2030");
        await Expect(page.GetByText("Other work")).ToHaveCountAsync(0);
        Assert.Empty(await page.AxeAsync());

        // An administrator may ask of each what became of it; the way there is in sight, without a pointer over it.
        var why = change.GetByRole(AriaRole.Button, new() { NameRegex = new("What became of it for every webhook") });
        await why.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("task.updated");
        await page.Keyboard.PressAsync("Escape");

        await page.GetByRole(AriaRole.Link, new() { Name = "Projects", Exact = true }).First.ClickAsync();
        await Expect(page.GetByText("Paint the fence")).ToHaveCountAsync(0);

        var theirs = await team.PageOfAsync(TeamFixture.ColleagueEmail);
        await theirs.OpenAsync($"/app/tasks/{tasks[0]}");
        var stream = theirs.Locator(".task-stream .change").Filter(new() { HasText = "Paint the wall" }).First;
        await Expect(stream).ToContainTextAsync(owner.Name);
        await Expect(stream.Locator(".why")).ToHaveCountAsync(0);
        await theirs.OpenAsync($"/app/organization/1/activity?project={project}");
        await Expect(theirs.Locator(".activity > li").Filter(new() { HasText = "Paint the fence" }).First).ToBeVisibleAsync();
        await Expect(theirs.Locator(".activity .why")).ToHaveCountAsync(0);
        await page.OpenAsync($"/app/tasks/{tasks[0]}");
        await Expect(page.Locator(".task-stream .change .why").First).ToHaveCSSAsync("opacity", "1");
    }

    [Fact]
    public async Task A_comment_on_a_task_that_was_deleted_keeps_its_title_and_leads_to_the_trash()
    {
        var (project, tasks) = await team.ProjectAsync("Lost", "Burn the letter");
        var owner = await team.OwnerAsync();
        await team.Get<TaskHub.Comments.CreateComment>().RunAsync(owner, new(tasks[0], "Not this one"));
        await team.Get<DeleteTask>().RunAsync(owner, tasks[0]);
        var page = await team.PageOfAsync();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.OpenAsync($"/app/organization/1/activity?project={project}");

        var said = page.Locator(".activity > li").Filter(new() { HasText = "Not this one" });
        await Expect(said.GetByRole(AriaRole.Link, new() { Name = "Burn the letter" })).ToHaveAttributeAsync("href", "/app/organization/1/trash");
        Assert.Empty(await page.AxeAsync());
    }
}
