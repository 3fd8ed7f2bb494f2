using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using TaskHub.Activity;
using TaskHub.Data;
using TaskHub.Tasks;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Browser;

/// <summary>What is due comes into the inbox while one looks.</summary>
public sealed class DueTasksTests(TeamFixture team) : IClassFixture<TeamFixture>
{
    [Fact]
    public async Task A_task_that_is_due_counts_at_once_and_leads_to_itself()
    {
        var page = await team.PageOfAsync();
        await page.OpenAsync("/app/inbox");
        var owner = await team.OwnerAsync();
        await using var db = await team.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        var zone = db.Users.Where(u => u.Id == owner.UserId && u.Zone != null).Select(u => u.Zone!);
        var browsers = await page.EvaluateAsync<string>("Intl.DateTimeFormat().resolvedOptions().timeZone");
        Assert.True(SpinWait.SpinUntil(() => zone.SingleOrDefault() == browsers, TimeSpan.FromSeconds(30)), "The browser's zone was not kept.");
        var (_, tasks) = await team.ProjectAsync("Due", "Pay the rent");
        await team.Get<EditTask>().RunAsync(owner, tasks[0], new() { AssignedId = owner.UserId, DueOn = DateOnly.FromDateTime(team.Get<TimeProvider>().GetUtcNow().UtcDateTime) });

        await team.Get<TellOfDueTasks>().RunAsync();

        await Expect(page.Locator(".inbox li")).ToContainTextAsync("Due soon");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Inbox" })).ToContainTextAsync("1");
        Assert.Empty(await page.AxeAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Pay the rent" }).ClickAsync();
        await Expect(page).ToHaveURLAsync($"/app/tasks/{tasks[0]}");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Inbox" })).Not.ToContainTextAsync("1");
    }
}
