using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Browser;

internal static class InteractivePage
{
    /// <summary>
    /// Goes to an interactive page and returns when its circuit runs: before that the page is only its prerendered picture, and a
    /// click would be lost. A static page (sign-in, say) has no circuit: go there with GotoAsync.
    /// </summary>
    /// <returns>The status of the page.</returns>
    public static async Task<int> OpenAsync(this IPage page, string path)
    {
        var answer = await page.GotoAsync(path);
        await page.Locator("[data-circuit]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return answer!.Status;
    }

    /// <summary>Signs in, the owner of the hub unless someone else is named, and returns on the page that comes after.</summary>
    public static async Task SignInAsync(this IPage page, string email = Hub.OwnerEmail, string password = Hub.Password)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.LeavesAsync("/sign-in");
    }

    /// <summary>
    /// Waits until the page is elsewhere. It looks at the address again and again: whoever waits for the event of a navigation instead misses
    /// one that comes between the look and the wait.
    /// </summary>
    public static Task LeavesAsync(this IPage page, string path) => Expect(page).Not.ToHaveURLAsync(new Regex(Regex.Escape(path)));
}
