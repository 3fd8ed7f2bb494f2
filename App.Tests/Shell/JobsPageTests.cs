using System.Net;
using Microsoft.Playwright;
using TaskHub.Tests.Browser;
using TaskHub.Tests.Identity;

namespace TaskHub.Tests.Shell;

public sealed class JobsPageTests(HubFixture fixture) : IClassFixture<HubFixture>
{
    [Fact]
    public async Task The_operator_sees_jobs_and_queues_pauses_resumes_and_runs()
    {
        var page = await fixture.NewPageAsync();
        await page.SignInAsync();
        await page.OpenAsync("/jobs");
        var sweep = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "webhooks.sweep" });
        await sweep.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Assertions.Expect(sweep).ToContainTextAsync("Paused");
        await sweep.GetByRole(AriaRole.Button, new() { Name = "Run now" }).ClickAsync();
        await Assertions.Expect(sweep).ToContainTextAsync("Succeeded");
        await sweep.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Assertions.Expect(sweep).ToContainTextAsync("Waiting");
        Assert.Empty(await page.AxeAsync());

        // What ran, one job in detail, and the figures behind a plot.
        await page.OpenAsync("/jobs?tab=succeeded");
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "by hand" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = new("Time taken") })).ToBeVisibleAsync();
        Assert.EndsWith("job=webhooks.sweep", page.Url, StringComparison.Ordinal);
        await page.OpenAsync("/jobs");
        await page.GetByText("As a table").First.ClickAsync();
        Assert.Empty(await page.AxeAsync());
        await page.OpenAsync("/jobs?tab=scheduled");
        await Assertions.Expect(page.GetByText("Forget deliveries that are older than they are kept")).ToBeVisibleAsync();
        Assert.Empty(await page.AxeAsync());

        // The other tabs, in both themes: of failed work there is none, and each says so.
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            foreach (var tab in new[] { "queues", "processing", "succeeded", "failed", "recurring", "recurring&job=webhooks.sweep" })
            {
                await page.OpenAsync($"/jobs?tab={tab}");
                await Assertions.Expect(page.Locator("main .skeleton")).ToHaveCountAsync(0);
                Assert.Empty((await page.AxeAsync()).Select(line => $"{tab} {scheme}: {line}"));
            }
        }
    }

    [Fact]
    public async Task Nobody_else_sees_it()
    {
        using var stranger = new FormClient(fixture.Hub);
        var visit = await stranger.GetAsync("/jobs");
        Assert.Equal((HttpStatusCode.Found, "/sign-in?returnUrl=%2Fjobs"), (visit.Status, visit.Location));
    }
}
