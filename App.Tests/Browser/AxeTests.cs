namespace TaskHub.Tests.Browser;

public sealed class AxeTests(HubFixture fixture) : IClassFixture<HubFixture>
{
    [Fact]
    public async Task A_barrier_is_found_and_its_place_named()
    {
        var page = await fixture.NewPageAsync();
        await page.SetContentAsync("""<html lang="en"><title>T</title><main><h1>T</h1><button id="mute"></button></main></html>""");

        var line = Assert.Single(await page.AxeAsync());

        Assert.StartsWith("critical button-name", line, StringComparison.Ordinal);
        Assert.Contains("#mute", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_start_page_has_no_barrier()
    {
        var page = await fixture.NewPageAsync();
        await page.GotoAsync("/");

        Assert.Empty(await page.AxeAsync());
    }
}
