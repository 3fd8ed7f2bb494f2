using Microsoft.Playwright;
using TaskHub.Identity;
using TaskHub.Organizations;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Browser;

public sealed class FrameTests(TeamFixture team) : IClassFixture<TeamFixture>
{
    [Fact]
    public async Task The_organization_that_was_open_is_remembered_and_a_task_brings_its_own()
    {
        var (_, tasks) = await team.ProjectAsync("At the first", "One");
        var second = (await team.Get<CreateOrganization>().RunAsync(await team.OwnerAsync(), "Second Works")).Value.Id;
        var page = await team.PageOfAsync();
        var shown = page.Locator(".org .menu-button");

        await page.OpenAsync($"/app/organization/{second}");
        await Expect(shown).ToContainTextAsync("Second Works");
        await page.WaitForFunctionAsync("id => document.cookie.includes(`taskhub_organization=${id}`)", second);
        await page.OpenAsync("/");
        await Expect(shown).ToContainTextAsync("Second Works");

        await page.OpenAsync($"/app/tasks/{tasks[0]}");
        await Expect(shown).ToContainTextAsync(Hub.Organization);
        await shown.ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Second Works" }).ClickAsync();
        await Expect(page).ToHaveURLAsync($"/app/organization/{second}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No projects yet" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Only_an_administrator_sees_administration_and_only_the_operator_the_jobs()
    {
        var owner = await team.PageOfAsync();
        await owner.OpenAsync("/app/organization/1");
        foreach (var name in new[] { "Webhooks", "Members", "Settings", "Jobs" })
        {
            await Expect(owner.Locator(".nav-item", new() { HasText = name })).ToHaveCountAsync(1);
        }

        var colleague = await team.PageOfAsync(TeamFixture.ColleagueEmail);
        await colleague.OpenAsync("/app/organization/1");
        await Expect(colleague.Locator(".nav-item", new() { HasText = "All projects" })).ToHaveCountAsync(1);
        foreach (var name in new[] { "Webhooks", "Members", "Settings", "Jobs" })
        {
            await Expect(colleague.Locator(".nav-item", new() { HasText = name })).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task A_new_project_appears_in_everyones_sidebar()
    {
        var page = await team.PageOfAsync(TeamFixture.ColleagueEmail);
        await page.OpenAsync("/");

        await team.ProjectAsync("Out of the blue");

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Out of the blue" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Signing_out_leads_to_the_sign_in_page()
    {
        var page = await team.PageOfAsync();
        await page.OpenAsync("/");

        await page.Locator(".person").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await page.GotoAsync("/app/organization/1");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/app/organization/999")]
    [InlineData("/app/organization/1/projects/999")]
    [InlineData("/app/tasks/999")]
    public async Task What_is_not_there_is_not_found_by_status_and_by_sight(string path)
    {
        var page = await team.PageOfAsync();

        Assert.Equal(404, (await page.GotoAsync(path))!.Status);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nothing is here" })).ToBeVisibleAsync();
        await Expect(page.Locator(".nav-item").First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_pages_of_work_have_no_barrier(ColorScheme theme)
    {
        var (project, tasks) = await team.ProjectAsync("Open to all", "One", "Two");
        var owner = await team.OwnerAsync();
        await team.Get<TaskHub.Tasks.EditTask>().RunAsync(owner, tasks[0], new()
        {
            AssignedId = owner.UserId,
            DueOn = new DateOnly(2020, 1, 1),
            Urgent = true,
            Priority = 7,
            Description = "Some **text**",
            Labels = new Given<IReadOnlyList<string>>(["web"]),
        });
        await team.Get<TaskHub.Tasks.CompleteTask>().RunAsync(owner, tasks[1]);
        await team.Get<TaskHub.Comments.CreateComment>().RunAsync(owner, new(tasks[0], "A comment"));
        var page = await team.NewPageAsync(new() { ColorScheme = theme });
        await page.SignInAsync();
        var board = TeamFixture.Board(project);

        foreach (var path in new[] { "/", "/app/organization/1", board, $"{board}?view=list", $"{board}?task={tasks[0]}", $"/app/tasks/{tasks[0]}", "/nowhere" })
        {
            await page.OpenAsync(path);
            Assert.Empty((await page.AxeAsync()).Select(found => $"{path}: {found}"));
        }
    }
}
