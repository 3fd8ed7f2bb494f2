using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Browser;

/// <summary>What a hand reaches on a board: what is pressed is large enough, and what lies beside the screen can be brought there.</summary>
public sealed class BoardReachTests(TeamFixture team) : IClassFixture<TeamFixture>
{
    [Fact]
    public async Task What_is_pressed_on_a_card_is_large_enough_also_where_it_takes_two_lines()
    {
        var (project, tasks) = await team.ProjectAsync("Sizes", "Packed");
        await team.Get<TaskHub.Tasks.EditTask>().RunAsync(await team.OwnerAsync(), tasks[0], new()
        {
            Status = TaskHub.Tasks.TaskState.Hold,
            Priority = 7,
            DueOn = new DateOnly(2020, 1, 1),
            Labels = new(["a label", "another one", "one more"]),
        });
        var page = await team.PageOfAsync();
        await BoardTests.OpenBoardAsync(page, project);

        var facts = BoardTests.Card(page, "Packed").Locator(".facts > .fact-button");
        await Expect(facts).ToHaveCountAsync(4);
        foreach (var fact in await facts.AllAsync())
        {
            Assert.InRange((await fact.BoundingBoxAsync())!.Height, 24, 70);
        }
    }

    [Fact]
    public async Task The_board_is_scrolled_sideways_from_over_its_cards()
    {
        var (project, _) = await team.ProjectAsync("Sideways", [.. Enumerable.Range(1, 20).Select(n => $"Task {n}")]);
        var page = await team.NewPageAsync(new() { ViewportSize = new() { Width = 640, Height = 700 } });
        await page.SignInAsync();
        await BoardTests.OpenBoardAsync(page, project);
        var card = (await BoardTests.Card(page, "Task 3").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(card.X + 60, card.Y + 30);

        await page.Mouse.WheelAsync(200, 0);
        await page.WaitForFunctionAsync("board => board.scrollLeft > 100", await page.Locator(".board").ElementHandleAsync());
        await page.Mouse.WheelAsync(-200, 0);
        await page.WaitForFunctionAsync("board => board.scrollLeft < 10", await page.Locator(".board").ElementHandleAsync());
        for (var i = 0; i < 20; i++)
        {
            await page.Mouse.WheelAsync(0, 400);
        }

        await page.WaitForFunctionAsync("cards => cards.scrollTop > 100", await page.Locator(".cards").First.ElementHandleAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.round(scrollY + document.querySelector('.board').scrollTop)"));
    }
}
