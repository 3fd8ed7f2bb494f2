using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Browser;

/// <summary>The reference of the API, as somebody without an account reads it.</summary>
public sealed class ReferencePageTests(HubFixture hub) : IClassFixture<HubFixture>
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task It_shows_what_there_is_in_the_hubs_looks_and_asks_nobody_else(ColorScheme scheme)
    {
        var page = await hub.NewPageAsync(new() { ColorScheme = scheme });
        var asked = new List<Uri>();
        var problems = new List<string>();
        page.Request += (_, request) => asked.Add(new Uri(request.Url));
        page.PageError += (_, error) => problems.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "warning" or "error")
            {
                problems.Add(message.Text);
            }
        };

        await page.GotoAsync("/api");

        foreach (var group in new[] { "Tasks", "Subtasks", "Comments", "Webhooks", "Deliveries" })
        {
            await Expect(page.GetByText(group, new() { Exact = true }).First).ToBeVisibleAsync();
        }

        var isDark = scheme == ColorScheme.Dark;
        await Expect(page.Locator("body")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex(isDark ? @"\bdark-mode\b" : @"\blight-mode\b"));
        Assert.Equal(isDark ? "rgb(14, 17, 22)" : "rgb(247, 248, 250)", await page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor"));
        var own = new Uri(hub.Hub.Url);
        Assert.DoesNotContain(asked, url => url.Scheme.StartsWith("http", StringComparison.Ordinal) && (url.Host, url.Port) != (own.Host, own.Port));
        Assert.Empty(problems);
    }
}
