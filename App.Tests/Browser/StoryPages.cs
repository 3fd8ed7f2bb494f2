using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Browser;

/// <summary>What people do on the pages of the story. Every page that is met is searched for barriers.</summary>
internal sealed class StoryPages(IPage page)
{
    public IPage Page => page;

    /// <summary>The webhook's status beside the title of its page.</summary>
    public ILocator Chip => page.Locator(".page-head .pill");

    public async Task SetUpAsync(string link, string name, string email, string organization)
    {
        await page.GotoAsync(link);
        await page.GetByLabel("Your name").FillAsync(name);
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(Hub.Password);
        await page.GetByLabel("Organization").FillAsync(organization);
        await NoBarrierAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await Expect(page).ToHaveURLAsync("/");

        // Until the circuit's own head stands, a page is without its title for a moment.
        await page.Locator("[data-circuit]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await NoBarrierAsync();
    }

    public async Task CreateProjectAsync(string name)
    {
        await page.OpenAsync("/app/organization/1");
        await NoBarrierAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New project" }).First.ClickAsync();
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create project" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "To do" })).ToBeVisibleAsync();
    }

    /// <summary>Adds a task at the foot of the first list of the board that is open.</summary>
    public async Task AddTaskAsync(string name)
    {
        var column = page.GetByRole(AriaRole.Region, new() { Name = "To do" });
        await column.GetByRole(AriaRole.Button, new() { Name = "Add task" }).ClickAsync();
        await column.GetByLabel("New task").FillAsync(name);
        await column.GetByLabel("New task").PressAsync("Enter");
        await Expect(BoardTests.Card(page, name)).ToBeVisibleAsync();
        await column.GetByLabel("New task").PressAsync("Escape");
        await NoBarrierAsync();
    }

    /// <summary>Creates a webhook and returns its secret, which is shown this once.</summary>
    public async Task<string> AddWebhookAsync(string url, string description, string format, string? user = null)
    {
        await page.OpenAsync("/app/organization/1/web_hooks");
        await NoBarrierAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Create a new web hook" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Url" }).FillAsync(url);
        await page.GetByLabel("Description").FillAsync(description);
        await page.GetByRole(AriaRole.Radio, new() { Name = format }).CheckAsync();
        if (user is not null)
        {
            await page.GetByText("Basic authentication, headers").ClickAsync();
            await page.GetByRole(AriaRole.Textbox, new() { Name = "User" }).FillAsync(user);
            await page.GetByLabel("Password").FillAsync(Hub.Password);
        }

        await NoBarrierAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Test and create" }).ClickAsync();
        await Expect(page.GetByText("Working", new() { Exact = true })).ToBeVisibleAsync();
        await NoBarrierAsync();
        return await page.Locator(".secret code").InnerTextAsync();
    }

    /// <summary>Opens the page of a webhook, and returns its path.</summary>
    public async Task<string> OpenWebhookAsync(string description)
    {
        await page.OpenAsync("/app/organization/1/web_hooks");
        await page.GetByRole(AriaRole.Link, new() { Name = description }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = description })).ToBeVisibleAsync();
        return new Uri(page.Url).AbsolutePath;
    }

    public async Task OpenTaskAsync(long id)
    {
        await page.OpenAsync($"/app/tasks/{id}");
        await NoBarrierAsync();
    }

    public async Task RenameAsync(string name)
    {
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Title", new() { Exact = true }).PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = name })).ToHaveCountAsync(1);
    }

    public async Task CompleteAsync()
    {
        await Button("Complete").ClickAsync();
        await Expect(Button("Reopen")).ToBeVisibleAsync();
    }

    public async Task ReopenAsync()
    {
        await Button("Reopen").ClickAsync();
        await Expect(Button("Complete")).ToBeVisibleAsync();
    }

    public async Task CommentAsync(string text)
    {
        await page.GetByLabel("Write a comment").FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Comment", Exact = true }).ClickAsync();
        await Expect(page.Locator(".comment", new() { HasText = text })).ToBeVisibleAsync();
    }

    public async Task DeleteAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Task actions" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete task" }).ClickAsync();
        await page.LeavesAsync("/app/tasks/");
    }

    /// <summary>Waits until the open page of a webhook shows this status, without a reload.</summary>
    public async Task ShowsAsync(string status, string tone)
    {
        await Expect(Chip).ToHaveTextAsync(status, new() { Timeout = 20_000 });
        await Expect(Chip).ToHaveClassAsync(new Regex($"\\b{tone}\\b"));
    }

    public async Task NoBarrierAsync()
    {
        var barriers = await page.AxeAsync();
        Assert.True(barriers.Count == 0, $"Barriers on {page.Url}:\n{string.Join('\n', barriers)}");
    }

    private ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
