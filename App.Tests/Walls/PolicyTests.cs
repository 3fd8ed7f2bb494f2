using Microsoft.Playwright;
using TaskHub.Tests.Browser;

namespace TaskHub.Tests.Walls;

/// <summary>The pages need nothing that their policy forbids, and what it forbids does not run.</summary>
public sealed class PolicyTests(TeamFixture fixture) : IClassFixture<TeamFixture>
{
    [Fact]
    public async Task No_page_asks_for_what_the_policy_forbids()
    {
        var (project, tasks) = await fixture.ProjectAsync("Launch", "Write the announcement");
        var page = await fixture.NewPageAsync();
        var watch = PolicyWatch.On(page);
        foreach (var path in new[] { "/sign-in", "/forgot", "/account/reset?user=1&code=x", "/invitations/x", "/setup", "/sign-out", "/no/such/page", "/error" })
        {
            await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        }

        await page.SignInAsync();
        string[] paths =
        [
            "/", "/app/organizations", "/app/organization/1", TeamFixture.Board(project), TeamFixture.Board(project) + "?view=list", $"/app/tasks/{tasks[0]}",
            "/app/organization/1/web_hooks", "/app/organization/1/web_hooks/new", "/app/organization/1/settings", "/app/organization/1/settings/members",
            "/app/organization/1/settings/api", "/jobs",
        ];
        foreach (var path in paths)
        {
            await page.OpenAsync(path);
        }

        await page.GotoAsync("/account", new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.Empty(watch.Found);
    }

    [Fact]
    public async Task A_script_or_style_in_the_markup_does_not_run_and_is_noticed()
    {
        var page = await fixture.NewPageAsync();
        var watch = PolicyWatch.On(page);
        await page.GotoAsync("/sign-in");

        await page.EvaluateAsync(
            """
            () => {
                const script = document.createElement("script");
                script.textContent = "window.__pwned = true";
                document.body.append(script);
                const image = document.createElement("div");
                image.innerHTML = "<img src='data:,' onerror='window.__pwned = true'>";
                document.body.append(image);
            }
            """);
        await page.WaitForFunctionAsync("() => document.querySelector('img')?.complete");

        Assert.False(await page.EvaluateAsync<bool>("() => window.__pwned === true"));
        Assert.NotEmpty(watch.Found);
    }
}
