using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace TaskHub.Tests.Walls;

/// <summary>Writes down what a browser refused on a page because the page's policy forbids it, and every script error.</summary>
internal sealed class PolicyWatch
{
    private readonly ConcurrentQueue<string> found = new();

    private PolicyWatch()
    {
    }

    public IReadOnlyCollection<string> Found => found;

    public static PolicyWatch On(IPage page)
    {
        var watch = new PolicyWatch();
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase) || message.Text.Contains("Refused to", StringComparison.Ordinal))
            {
                watch.found.Enqueue($"{page.Url}: {message.Text}");
            }
        };
        page.PageError += (_, error) => watch.found.Enqueue($"{page.Url}: {error}");
        return watch;
    }
}
