using Microsoft.Playwright;

namespace TaskHub.Tests.Browser;

/// <summary>
/// A running hub and a browser to look at it with, shared by the tests of one class: <c>IClassFixture&lt;HubFixture&gt;</c>. A class
/// that needs other settings derives its own fixture and overrides <see cref="Settings"/>.
/// </summary>
public class HubFixture(SharedChromium chromium) : IAsyncLifetime
{
    private readonly List<IBrowserContext> contexts = [];

    public Hub Hub { get; private set; } = null!;

    /// <summary>What a command line would give, "TaskHub:Webhooks:DisableAfter" and "3" for instance.</summary>
    protected virtual Dictionary<string, string> Settings => [];

    public virtual ValueTask InitializeAsync()
    {
        Hub = new Hub(Settings).Start();
        return ValueTask.CompletedTask;
    }

    /// <summary>A page in a browser context of its own: nobody is signed in, nothing is remembered. Paths are the hub's.</summary>
    public async Task<IPage> NewPageAsync(BrowserNewContextOptions? options = null)
    {
        var browser = await chromium.BrowserAsync();
        var context = await browser.NewContextAsync(new(options ?? new()) { BaseURL = Hub.Url });
        lock (contexts)
        {
            contexts.Add(context);
        }

        return await context.NewPageAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var context in contexts)
        {
            await context.DisposeAsync();
        }

        await Hub.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
