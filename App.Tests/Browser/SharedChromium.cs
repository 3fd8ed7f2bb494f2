using Microsoft.Playwright;
using TaskHub.Tests.Browser;

[assembly: AssemblyFixture(typeof(SharedChromium))]

namespace TaskHub.Tests.Browser;

/// <summary>One browser for all browser tests; it starts with the first test that asks for it. Each test gets a context of its own.</summary>
public sealed class SharedChromium : IAsyncDisposable
{
    private readonly SemaphoreSlim starting = new(1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task<IBrowser> BrowserAsync()
    {
        await starting.WaitAsync();
        try
        {
            playwright ??= await Playwright.CreateAsync();
            return browser ??= await ChromiumLocator.LaunchAsync(playwright);
        }
        finally
        {
            starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        starting.Dispose();
    }
}
