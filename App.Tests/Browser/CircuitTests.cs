using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Browser;

public sealed class CircuitTests(HubFixture fixture) : IClassFixture<HubFixture>
{
    [Fact]
    public async Task A_click_reaches_the_server_and_its_answer_the_page()
    {
        var page = await fixture.NewPageAsync();
        await page.SignInAsync();
        await page.OpenAsync("/app/organization/1");

        await page.GetByRole(AriaRole.Button, new() { Name = "New project" }).First.ClickAsync();

        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "New project" })).ToBeVisibleAsync();
    }
}
