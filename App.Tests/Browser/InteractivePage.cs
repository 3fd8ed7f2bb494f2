using Microsoft.Playwright;

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
        await page.WaitForURLAsync(url => !new Uri(url).AbsolutePath.StartsWith("/sign-in", StringComparison.Ordinal));
    }
}
