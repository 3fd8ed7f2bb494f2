using Microsoft.Playwright;
using TaskHub.Tests.Browser;

[assembly: AssemblyFixture(typeof(SharedChromium))]

namespace TaskHub.Tests.Browser;

/// <summary>One browser for all browser tests; it starts with the first test that asks for it. Each test gets a context of its own.</summary>
public sealed class SharedChromium : IAsyncDisposable
{
    // Lazy, so that a machine without any browser is searched, and asked to fetch one, only once.
    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> started = new(StartAsync);

    public async Task<IBrowser> BrowserAsync() => (await started.Value).Browser;

    public async ValueTask DisposeAsync()
    {
        if (started is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            var (playwright, browser) = await started.Value;
            await browser.DisposeAsync();
            playwright.Dispose();
        }
    }

    private static async Task<(IPlaywright Playwright, IBrowser Browser)> StartAsync()
    {
        // What is expected comes at once on a machine that has nothing else to do, and late on one that has.
        Assertions.SetDefaultExpectTimeout(20_000);
        var playwright = await Playwright.CreateAsync();
        return (playwright, await ChromiumLocator.LaunchAsync(playwright));
    }
}
