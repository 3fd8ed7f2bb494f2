using Microsoft.Playwright;

namespace TaskHub.Tests.Browser;

internal static class InteractivePage
{
    /// <summary>
    /// Goes to an interactive page and returns when its circuit runs: before that the page is only its prerendered picture, and a
    /// click would be lost. A static page (sign-in, say) has no circuit: go there with GotoAsync.
    /// </summary>
    public static async Task OpenAsync(this IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.Locator("[data-circuit]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }
}
