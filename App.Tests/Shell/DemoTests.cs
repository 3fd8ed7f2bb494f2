using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TaskHub.Tests.Browser;
using TaskHub.Tests.Faults;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Shell;

public sealed class DemoTests(SharedChromium chromium)
{
    private static readonly LocatorAssertionsToBeVisibleOptions Soon = new() { Timeout = 60_000 };

    [Fact]
    public async Task The_demonstration_shows_webhooks_in_all_three_states_moves_by_itself_and_leaves_nothing_behind()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that asks a process to end");
        var temporary = Directory.CreateTempSubdirectory("taskhub-test-").FullName;
        var url = $"http://localhost:{HubProcess.FreePort()}";
        string[] command =
            ["demo", "--Urls", url, "--Logging:LogLevel:Default", "Warning", "--Logging:LogLevel:Microsoft.Hosting.Lifetime", "Information"];
        using (var hub = HubProcess.Start(command, temporary))
        {
            await hub.ListensAsync(TestContext.Current.CancellationToken);
            Assert.Single(Directory.GetDirectories(temporary, "taskhub-demo-*"));
            await using (var context = await (await chromium.BrowserAsync()).NewContextAsync(new() { BaseURL = url }))
            {
                var page = await context.NewPageAsync();
                await page.SignInAsync("nora@acme.example", DemoText.Password);
                await page.OpenAsync("/app/organization/1/web_hooks");
                foreach (var status in new[] { "Working", "Working, but has failed attempts", "Disabled" })
                {
                    await Expect(page.Locator(".pill").GetByText(status, new() { Exact = true }).First).ToBeVisibleAsync(Soon);
                }

                await page.GetByRole(AriaRole.Link, new() { Name = "Data warehouse" }).ClickAsync();
                await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex("^Data warehouse") })).ToBeVisibleAsync(Soon);
                await Expect(page.Locator("tr.fresh").First).ToBeVisibleAsync(Soon);
            }

            Assert.Contains(DemoText.Password, hub.Log, StringComparison.Ordinal);
            Assert.Equal(0, await hub.StopAsync(TestContext.Current.CancellationToken));
        }

        Assert.Empty(Directory.GetFileSystemEntries(temporary, "taskhub-demo-*"));
        Directory.Delete(temporary, recursive: true);
    }
}
