using Microsoft.Playwright;
using TaskHub.Tests.Architecture;
using TaskHub.Tests.Browser;

namespace TaskHub.Tests.Ui;

/// <summary>A page with the hub's own style and scripts around a piece of markup, served by the browser itself: no hub runs.</summary>
internal static class ScriptedPage
{
    private const string Address = "http://pieces.test/";

    public static async Task<IPage> OpenPiecesAsync(this SharedChromium chromium, string body, BrowserNewContextOptions? options = null)
    {
        var browser = await chromium.BrowserAsync();
        var context = await browser.NewContextAsync(options);
        var page = await context.NewPageAsync();
        await page.RouteAsync(Address + "**", async route =>
        {
            var path = new Uri(route.Request.Url).AbsolutePath.TrimStart('/');
            if (path.Length == 0)
            {
                await route.FulfillAsync(new() { ContentType = "text/html", Body = Around(body) });
            }
            else
            {
                await route.FulfillAsync(new() { Path = Path.Combine(Repository.Root, "wwwroot", path) });
            }
        });
        await page.GotoAsync(Address);
        return page;
    }

    private static string Around(string body) =>
        $"""
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Pieces</title><script src="theme.js"></script><link rel="stylesheet" href="app.css"></head>
        <body>{body}
        <div id="components-reconnect-modal"></div>
        <script src="drafts.js"></script><script src="ui.js"></script><script src="reconnect.js"></script><script src="heard.js"></script></body></html>
        """;
}
