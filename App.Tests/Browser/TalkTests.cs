using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Browser;

/// <summary>Two people who talk about a task.</summary>
public sealed class TalkTests(TeamFixture team) : IClassFixture<TeamFixture>
{
    [Fact]
    public async Task A_name_picked_in_a_comment_reaches_the_inbox_at_once_and_leads_to_the_comment()
    {
        var (_, tasks) = await team.ProjectAsync("Talk", "Plan the move");
        var mine = await team.PageOfAsync();
        await mine.OpenAsync("/app/inbox");
        await Expect(mine.GetByText("You have read everything")).ToBeVisibleAsync();
        var theirs = await team.PageOfAsync(TeamFixture.ColleagueEmail);
        await theirs.OpenAsync($"/app/tasks/{tasks[0]}");
        var owner = (await team.OwnerAsync()).Name;

        var box = theirs.GetByLabel("Write a comment");
        await box.PressSequentiallyAsync($"Over to @{owner[..2].ToLowerInvariant()}");
        await Expect(theirs.GetByRole(AriaRole.Listbox).GetByRole(AriaRole.Option, new() { Name = owner })).ToBeVisibleAsync();
        await box.PressAsync("Enter");
        await Expect(box).ToHaveValueAsync($"Over to @{owner} ");
        await box.PressSequentiallyAsync("please");
        await theirs.ReloadAsync();
        await Expect(box).ToHaveValueAsync($"Over to @{owner} please");
        await theirs.Locator("[data-circuit]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await box.PressAsync("Control+Enter");
        await Expect(theirs.Locator(".comment .named")).ToHaveTextAsync($"@{owner}");

        var row = mine.Locator(".inbox > li");
        await Expect(row).ToContainTextAsync($"{TeamFixture.Colleague} named you in");
        await Expect(mine.GetByRole(AriaRole.Link, new() { Name = "Inbox 1" })).ToBeVisibleAsync();
        Assert.Empty(await mine.AxeAsync());
        await row.GetByRole(AriaRole.Link, new() { Name = "Plan the move" }).ClickAsync();
        await Expect(mine.Locator(".comment.pointed")).ToContainTextAsync("please");
        await Expect(mine.GetByRole(AriaRole.Link, new() { Name = "Inbox", Exact = true })).ToBeVisibleAsync();

        await mine.Locator(".comment").GetByRole(AriaRole.Button, new() { Name = "React" }).ClickAsync();
        await mine.GetByRole(AriaRole.Menuitem, new() { Name = "Rocket" }).ClickAsync();
        await Expect(theirs.GetByRole(AriaRole.Button, new() { Name = $"Rocket 1: {owner}" })).ToBeVisibleAsync();
        await theirs.Locator(".comment").GetByRole(AriaRole.Button, new() { Name = "Actions for the comment" }).ClickAsync();
        await theirs.GetByRole(AriaRole.Menuitem, new() { Name = "Edit" }).ClickAsync();
        await theirs.GetByLabel("Your comment").FillAsync("Over to you");
        await theirs.GetByLabel("Your comment").PressAsync("Control+Enter");
        await Expect(mine.Locator(".comment")).ToContainTextAsync("edited");
        await mine.GetByRole(AriaRole.Button, new() { Name = "Notifications of this task" }).ClickAsync();
        await mine.GetByRole(AriaRole.Menuitemradio, new() { Name = "Mute" }).ClickAsync();
        await Expect(mine.GetByRole(AriaRole.Button, new() { Name = "Notifications of this task: Mute" })).ToBeVisibleAsync();
        Assert.Empty(await mine.AxeAsync());
    }
}
