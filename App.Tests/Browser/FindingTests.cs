using Microsoft.Playwright;
using TaskHub.Tasks;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Browser;

/// <summary>Finding tasks again: by words, by filters in the address, by a view that somebody saved.</summary>
public sealed class FindingTests(TeamFixture team) : IClassFixture<TeamFixture>
{
    [Fact]
    public async Task Words_are_found_and_marked_wherever_they_stand()
    {
        var (_, tasks) = await team.ProjectAsync("Words", "Paint the lighthouse");
        var owner = await team.OwnerAsync();
        await team.Get<TaskHub.Comments.CreateComment>().RunAsync(owner, new(tasks[0], "White, as every Lighthouse is."));
        var page = await team.PageOfAsync();
        await page.OpenAsync("/app/search");

        await page.GetByRole(AriaRole.Searchbox).PressSequentiallyAsync("ghtHOUSE");

        await Expect(page.Locator(".hits > li")).ToHaveCountAsync(2);
        await Expect(page.Locator(".hits mark").First).ToHaveTextAsync("ghthouse", new() { IgnoreCase = true });
        await Expect(page).ToHaveURLAsync("/app/search?q=ghtHOUSE");
        Assert.Empty(await page.AxeAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Comments", Exact = true }).ClickAsync();
        await Expect(page.Locator(".hits > li")).ToHaveCountAsync(1);
        await page.Locator(".hits").GetByRole(AriaRole.Link, new() { Name = "Paint the lighthouse" }).ClickAsync();
        await Expect(page.Locator(".comment.pointed")).ToContainTextAsync("White");
    }

    [Fact]
    public async Task Filters_stand_in_the_address_and_a_shared_view_brings_them_back()
    {
        var (project, tasks) = await team.ProjectAsync("Views", "Web late", "Web soon", "Paper");
        var owner = await team.OwnerAsync();
        var edit = team.Get<EditTask>();
        await edit.RunAsync(owner, tasks[0], new() { Labels = TaskHub.Identity.Given.Of<IReadOnlyList<string>>(["web"]), DueOn = new DateOnly(2020, 1, 1) });
        await edit.RunAsync(owner, tasks[1], new() { Labels = TaskHub.Identity.Given.Of<IReadOnlyList<string>>(["web"]) });
        var mine = await team.PageOfAsync();
        var theirs = await team.PageOfAsync(TeamFixture.ColleagueEmail);
        await theirs.OpenAsync(TeamFixture.Board(project));
        await mine.OpenAsync(TeamFixture.Board(project));

        await mine.GetByRole(AriaRole.Button, new() { Name = "Labels", Exact = true }).ClickAsync();
        await mine.GetByRole(AriaRole.Menuitem, new() { Name = "web" }).ClickAsync();
        await Expect(mine.Locator(".task-card")).ToHaveCountAsync(2);
        await mine.Keyboard.PressAsync("Escape");
        await mine.GetByRole(AriaRole.Button, new() { Name = "Due", Exact = true }).ClickAsync();
        await mine.GetByRole(AriaRole.Menuitem, new() { Name = "Overdue" }).ClickAsync();
        await Expect(mine.Locator(".task-card")).ToHaveCountAsync(1);
        await Expect(mine).ToHaveURLAsync(TeamFixture.Board(project) + "?label=web&due=overdue");
        await mine.Keyboard.PressAsync("Escape");

        await mine.GetByRole(AriaRole.Button, new() { Name = "Views" }).ClickAsync();
        await mine.GetByRole(AriaRole.Menuitem, new() { Name = "Save this view" }).ClickAsync();
        await mine.GetByLabel("Name of the view").FillAsync("Late on the web");
        await mine.GetByLabel("For everyone who sees this project").CheckAsync();
        await mine.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(mine.GetByRole(AriaRole.Button, new() { Name = "Late on the web" })).ToBeVisibleAsync();

        await theirs.GetByRole(AriaRole.Button, new() { Name = "Views" }).ClickAsync();
        await theirs.GetByRole(AriaRole.Menuitem, new() { Name = "Late on the web" }).ClickAsync();
        await Expect(theirs.Locator(".task-card")).ToHaveCountAsync(1);
        await Expect(theirs).ToHaveURLAsync(TeamFixture.Board(project) + "?label=web&due=overdue");
        Assert.Empty(await theirs.AxeAsync());
    }

    [Fact]
    public async Task Words_in_quotes_a_key_and_the_name_of_a_file_find_their_task()
    {
        var (_, tasks) = await team.ProjectAsync("Three ways", "Write the cookie notice", "A notice about the cookie", "Draw");
        using var file = new MemoryStream("x"u8.ToArray());
        await team.Get<AttachFile>().RunAsync(await team.OwnerAsync(), tasks[2], "blueprint-final.txt", file);
        var page = await team.PageOfAsync();
        var hits = page.Locator(".hits > li");

        await page.OpenAsync("/app/search?q=%22cookie%20notice%22");
        await Expect(hits).ToHaveCountAsync(1);
        await Expect(hits.Locator("mark")).ToHaveTextAsync("cookie notice");
        await page.OpenAsync($"/app/search?q={TaskKey.For(tasks[1])}");
        await Expect(hits).ToContainTextAsync(["A notice about the cookie"]);
        await page.OpenAsync("/app/search?q=blueprint");
        await Expect(hits).ToContainTextAsync("blueprint-final.txt");
        await Expect(hits.Locator("mark")).ToHaveTextAsync("blueprint");
    }
}
