using System.Diagnostics;
using Microsoft.Playwright;
using TaskHub.Tests.Browser;

namespace TaskHub.Bench.Board;

/// <summary>What a person waits for on the board and in the list of a large project, in a real browser; the small project takes turns with it.</summary>
internal static class Rounds
{
    private const int Port = 5984;

    public static async Task<int> RunAsync(int rounds, int tasks, string results)
    {
        var began = Stopwatch.GetTimestamp();
        var report = new Report(rounds, tasks, results);
        using var hub = await HubProcess.StartAsync(Port);
        (string Name, long Id)[] projects = [("large", await hub.ProjectAsync("Large", tasks)), ("small", await hub.ProjectAsync("Small", tasks / 100))];
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await ChromiumLocator.LaunchAsync(playwright);
        var page = await SignedInAsync(browser, hub.Url);
        var other = await SignedInAsync(browser, hub.Url);
        for (var round = 0; round <= rounds; round++)
        {
            // The first round warms up: what is compiled on the first visit is compiled once a start.
            var notes = round == 0 ? null : report;
            foreach (var (name, id) in projects)
            {
                await ClickAsync(page, hub.Url, name, id, notes);
                await ReloadAsync(page, hub.Url, name, id, notes);
                await MoveAsync(page, other, hub.Url, name, id, notes);
            }

            await ScrollAsync(page, hub.Url, projects[0].Id, notes);
        }

        report.Write(Stopwatch.GetElapsedTime(began));
        return 0;
    }

    private static string Address(string url, long project) => $"{url}/app/organization/1/projects/{project}";

    private static async Task<IPage> SignedInAsync(IBrowser browser, string url)
    {
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync(url + "/sign-in");
        await page.GetByLabel("Email").FillAsync(HubProcess.Email);
        await page.GetByLabel("Password").FillAsync(HubProcess.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(at => !at.Contains("sign-in", StringComparison.Ordinal));
        return page;
    }

    private static async Task OpenAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        await page.Locator("[data-circuit]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>From the click on the project to cards that can be dragged, and to rows of the list.</summary>
    private static async Task ClickAsync(IPage page, string url, string name, long project, Report? report)
    {
        await OpenAsync(page, url + "/app/organization/1");
        var click = """
            ([link, usable]) => new Promise((done) => {
              const began = performance.now(), look = () => document.querySelector(usable) ? requestAnimationFrame(() => done(performance.now() - began)) : requestAnimationFrame(look);
              document.querySelector(link).click();
              look();
            })
            """;
        report?.Add($"{name}: click to usable board, ms", await page.EvaluateAsync<double>(click, new[] { $"a.nav-item[href$='/projects/{project}']", ".board[data-hands] .task-card" }));
        report?.Add($"{name}: click to usable list, ms", await page.EvaluateAsync<double>(click, new[] { "a[data-key='g l']", ".task-table [data-task]" }));
        report?.Add($"{name}: click to usable calendar, ms", await page.EvaluateAsync<double>(click, new[] { "a[data-key='g c']", ".calendar[data-hands]" }));
    }

    /// <summary>From the address to the first cards, and to cards that can be dragged.</summary>
    private static async Task ReloadAsync(IPage page, string url, string name, long project, Report? report)
    {
        var began = Stopwatch.GetTimestamp();
        await page.GotoAsync(Address(url, project), new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator(".task-card").First.WaitForAsync();
        report?.Add($"{name}: address to first cards, ms", Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        await page.Locator(".board[data-hands]").WaitForAsync();
        report?.Add($"{name}: address to usable board, ms", Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    /// <summary>From letting a card go to seeing it in its new list, in the mover's browser and in another.</summary>
    private static async Task MoveAsync(IPage page, IPage other, string url, string name, long project, Report? report)
    {
        await OpenAsync(other, Address(url, project));
        await page.Locator(".board[data-hands]").WaitForAsync();
        var columns = page.Locator("[data-list]");
        var (from, to) = (columns.Nth(0), columns.Nth(1));
        var card = from.Locator(".task-card").First;
        var task = await card.GetAttributeAsync("data-task");
        var list = await to.GetAttributeAsync("data-list");
        var (start, end) = ((await card.BoundingBoxAsync())!, (await to.Locator(".task-card").Nth(2).BoundingBoxAsync())!);
        var wait = """
            ([task, list]) => { window.moved = new Promise((done) => {
              let let_go = null;
              addEventListener("pointerup", () => { let_go = performance.now(); }, { capture: true, once: true });
              const look = () => document.querySelector(`[data-list="${list}"] [data-task="${task}"]:not(.ghost)`) ? done([let_go === null ? 0 : performance.now() - let_go, Date.now()]) : requestAnimationFrame(look);
              look();
            }); }
            """;
        await page.EvaluateAsync(wait, new[] { task, list });
        await other.EvaluateAsync(wait, new[] { task, list });
        await page.Mouse.MoveAsync(start.X + 60, start.Y + 36);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(start.X + 90, start.Y + 60, new() { Steps = 3 });
        await page.Mouse.MoveAsync(end.X + 90, end.Y + 4, new() { Steps = 6 });
        var letGo = DateTimeOffset.UtcNow;
        await page.Mouse.UpAsync();
        var mine = await page.EvaluateAsync<double[]>("() => window.moved");
        var theirs = await other.EvaluateAsync<double[]>("() => window.moved");
        report?.Add($"{name}: move, to its maker, ms", mine[0]);
        report?.Add($"{name}: move, to another browser, ms", theirs[1] - letGo.ToUnixTimeMilliseconds());
    }

    /// <summary>Turns the wheel down the list and down a column, and looks at each step whether the foot of the view is empty though there are more tasks.</summary>
    private static async Task ScrollAsync(IPage page, string url, long project, Report? report)
    {
        var look = """
            ([box, item]) => {
              const at = document.querySelector(box).getBoundingClientRect(), more = document.querySelector(box).parentElement.querySelector("[data-more]") ?? document.querySelector(box).querySelector("[data-more]");
              if (!more) return false;
              const found = document.elementsFromPoint(at.left + at.width / 3, at.bottom - 24);
              return !found.some((each) => each.matches(item) || each.closest(item));
            }
            """;
        foreach (var (name, view, box, item) in new[] { ("list", "?view=list", ".task-table", "[data-task], .column-more"), ("column", "", "[data-list] .cards", "[data-task], .cards") })
        {
            await OpenAsync(page, Address(url, project) + view);
            await page.Locator(box).First.HoverAsync();
            var blank = 0;
            var began = Stopwatch.GetTimestamp();
            for (var step = 0; step < 60; step++)
            {
                await page.Mouse.WheelAsync(0, 600);
                await page.EvaluateAsync("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
                blank += await page.EvaluateAsync<bool>(look, new[] { box, item }) ? 1 : 0;
            }

            report?.Add($"scrolling the {name}, blank views of 60", blank);
            report?.Add($"scrolling the {name}, tasks shown at the end", await page.Locator($"{box} [data-task]").CountAsync());
            report?.Add($"scrolling the {name}, ms a step", Stopwatch.GetElapsedTime(began).TotalMilliseconds / 60);
        }
    }
}
