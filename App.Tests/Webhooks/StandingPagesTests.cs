using Microsoft.Playwright;
using TaskHub.Tests.Browser;
using TaskHub.Tests.Fakes;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Webhooks;

/// <summary>Pages on which things stand where they stood: while states change, and one below the other.</summary>
public sealed class StandingPagesTests(WebhookPagesFixture hub) : IClassFixture<WebhookPagesFixture>
{
    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task A_webhook_that_begins_to_fail_moves_nothing_under_the_pointer(int width)
    {
        var isBroken = false;
        hub.Receiver.AnswerWith(_ => isBroken ? Answer.Of(500) : Answer.Ok);
        var (_, path) = await hub.WebhookAsync($"flaps{width}", ""","events":["task.created"]""");
        await hub.TaskAsync("Taken");
        var page = await hub.NewPageAsync();
        await page.SetViewportSizeAsync(width, 900);
        await page.SignInAsync();
        await page.OpenAsync(path);
        await Expect(page.Locator(".banner.notice")).ToContainTextAsync("Nothing fails. The receiver took the last delivery");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        var before = await TopAsync(page);

        isBroken = true;
        await hub.TaskAsync("Refused");
        await Expect(page.Locator(".banner.notice")).ToContainTextAsync("1 error");
        Assert.InRange(await TopAsync(page) - before, -0.5, 0.5);
        Assert.Empty(await page.AxeAsync());
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task Names_after_chips_of_any_width_begin_at_one_edge_and_none_stands_beside_its_chip_on_a_phone()
    {
        hub.Receiver.AnswerWith(Answer.Ok);
        await hub.WebhookAsync("edge");
        await hub.WebhookAsync("edges", ""","enabled":false""");
        var page = await hub.OpenAsync("/app/organization/1/settings/api");
        var names = page.Locator(".rows.chips > li > .grow");
        await Expect(names.Nth(1)).ToBeVisibleAsync();
        Assert.Single((await XsAsync(page)).Distinct());

        await page.SetViewportSizeAsync(390, 844);
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('.rows.chips > li')].every(li => li.children[1].getBoundingClientRect().top >= li.children[0].getBoundingClientRect().bottom)"));
        Assert.Single((await XsAsync(page)).Distinct());
    }

    [Fact]
    public async Task What_the_selection_counts_stands_off_its_button_and_boxes_at_the_height_of_their_rows()
    {
        hub.Receiver.AnswerWith(Answer.Ok);
        var (_, path) = await hub.WebhookAsync("chosen", ""","events":["task.created"]""");
        await hub.TaskAsync("Chosen");
        var page = await hub.OpenAsync(path);
        await page.Locator("td.choose input").First.CheckAsync();
        var count = (await page.Locator(".selection > [role=status]").BoundingBoxAsync())!;
        var button = (await page.Locator(".selection > .btn").First.BoundingBoxAsync())!;
        Assert.InRange(button.X - count.X - count.Width, 8, 20);
        var cell = (await page.Locator("td.choose").First.BoundingBoxAsync())!;
        var box = (await page.Locator("td.choose input").First.BoundingBoxAsync())!;
        Assert.InRange(box.Y + (box.Height / 2) - cell.Y - (cell.Height / 2), -0.9, 0.2);
    }

    private static Task<double> TopAsync(IPage page) => page.Locator(".tabs").EvaluateAsync<double>("e => e.getBoundingClientRect().top + scrollY");

    private static Task<double[]> XsAsync(IPage page) =>
        page.EvaluateAsync<double[]>("[...document.querySelectorAll('.rows.chips > li > .grow')].map(e => e.getBoundingClientRect().left)");
}
