using Microsoft.Playwright;
using TaskHub.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Ui;

/// <summary>What the scripts in wwwroot do for those who use a page by keyboard, lose a connection, or want it dark.</summary>
public sealed class ScriptTests(SharedChromium chromium)
{
    private const string Menu =
        """
        <button type="button" class="btn" popovertarget="m" aria-haspopup="menu" aria-expanded="false">Actions</button>
        <div class="menu-list" id="m" role="menu" popover="auto">
          <button type="button" class="menu-item" role="menuitem">Edit</button>
          <button type="button" class="menu-item" role="menuitem" disabled>Move</button>
          <button type="button" class="menu-item" role="menuitem">Delete</button>
        </div>
        """;

    private const string Comment = """<textarea aria-label="Comment" data-draft="comment-42"></textarea>""";

    [Fact]
    public async Task A_menu_is_walked_with_arrows_and_letters_and_esc_gives_the_focus_back()
    {
        var page = await chromium.OpenPiecesAsync(Menu);
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Actions" });

        await button.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(Item(page, "Edit")).ToBeFocusedAsync();
        await Expect(button).ToHaveAttributeAsync("aria-expanded", "true");

        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(Item(page, "Delete")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("e");
        await Expect(Item(page, "Edit")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Escape");
        await Expect(button).ToBeFocusedAsync();
        await Expect(button).ToHaveAttributeAsync("aria-expanded", "false");
    }

    [Fact]
    public async Task What_was_typed_comes_back_after_a_reload_until_the_page_says_it_has_arrived()
    {
        var page = await chromium.OpenPiecesAsync(Comment);
        var comment = page.GetByLabel("Comment");

        await comment.FillAsync("not yet sent");
        await page.ReloadAsync();
        await Expect(comment).ToHaveValueAsync("not yet sent");

        await page.EvaluateAsync("taskhub.clearDraft('comment-42')");
        await page.ReloadAsync();
        await Expect(comment).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_field_that_appears_later_gets_its_draft_and_tells_the_page()
    {
        var page = await chromium.OpenPiecesAsync(Comment);
        await page.GetByLabel("Comment").FillAsync("not yet sent");

        await page.EvaluateAsync(
            """
            () => {
              const again = document.createElement("textarea");
              again.dataset.draft = "comment-42";
              again.addEventListener("input", () => { again.title = `heard ${again.value}`; });
              document.body.append(again);
            }
            """);

        await Expect(page.Locator("textarea").Last).ToHaveAttributeAsync("title", "heard not yet sent");
    }

    [Theory]
    [InlineData("""<input type="password" aria-label="Field" data-draft="p">""")]
    [InlineData("""<input aria-label="Field">""")]
    public async Task Passwords_and_fields_that_do_not_ask_are_not_kept(string field)
    {
        var page = await chromium.OpenPiecesAsync(field);

        await page.GetByLabel("Field").FillAsync("secret words");

        Assert.DoesNotContain("secret words", await page.EvaluateAsync<string>("JSON.stringify({ ...localStorage, ...sessionStorage })"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_forgets_every_draft()
    {
        var page = await chromium.OpenPiecesAsync(Comment + """<form method="get" action="/" data-clears-drafts><button>Sign out</button></form>""");

        await page.GetByLabel("Comment").FillAsync("not yet sent");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await Expect(page.GetByLabel("Comment")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_restarted_hub_loads_the_page_again_with_what_was_typed()
    {
        var page = await chromium.OpenPiecesAsync(Comment);
        await page.GetByLabel("Comment").FillAsync("not yet sent");

        // What Blazor's script does when the hub no longer knows the circuit.
        await page.RunAndWaitForRequestFinishedAsync(
            () => page.EvaluateAsync("document.getElementById('components-reconnect-modal').classList.add('components-reconnect-rejected')"),
            new() { Predicate = request => request.IsNavigationRequest });

        await Expect(page.GetByLabel("Comment")).ToHaveValueAsync("not yet sent");
    }

    [Fact]
    public async Task The_theme_follows_the_system_until_one_is_chosen_and_the_choice_stays()
    {
        var page = await chromium.OpenPiecesAsync(
            """<button type="button" data-theme-set="light" aria-pressed="false">Light</button>""", new() { ColorScheme = ColorScheme.Dark });
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");

        await page.GetByRole(AriaRole.Button, new() { Name = "Light" }).ClickAsync();
        await page.ReloadAsync();

        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Light" })).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task A_theme_that_a_served_page_would_wipe_off_is_put_back()
    {
        var page = await chromium.OpenPiecesAsync("", new() { ColorScheme = ColorScheme.Dark });

        // Enhanced navigation copies the served attributes of the root element, which has none.
        await page.EvaluateAsync("document.documentElement.removeAttribute('data-theme')");

        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    [Fact]
    public async Task A_time_ticks_and_is_told_in_the_reader_s_zone()
    {
        var page = await chromium.OpenPiecesAsync("", new() { TimezoneId = "Asia/Tokyo", Locale = "en-GB" });
        await page.Clock.InstallAsync(new() { TimeDate = new DateTime(2026, 11, 22, 14, 0, 30, DateTimeKind.Utc) });

        await page.EvaluateAsync(
            """
            () => document.body.insertAdjacentHTML("beforeend",
              '<time datetime="2026-11-22T14:00:00.000Z" data-relative>at first</time><time datetime="2026-11-22T14:00:00.000Z" data-local="time">at first</time>')
            """);

        await Expect(page.Locator("time").First).ToHaveTextAsync("30 s ago");
        await Expect(page.Locator("time").First).ToHaveAttributeAsync("title", new System.Text.RegularExpressions.Regex("22 November 2026.* 23:00:00"));
        await Expect(page.Locator("time").Last).ToHaveTextAsync("23:00:00");
    }

    [Fact]
    public async Task The_drawer_opens_keeps_the_rest_out_and_esc_closes_it()
    {
        var page = await chromium.OpenPiecesAsync(
            """
            <div class="frame"><aside class="side" id="side"><a href="#a">Inbox</a></aside>
            <div class="frame-main"><header class="strip"><button type="button" data-drawer-toggle aria-expanded="false">Open navigation</button></header></div></div>
            """,
            new() { ViewportSize = new() { Width = 390, Height = 844 } });
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Open navigation" });
        await Expect(page.GetByText("Inbox")).ToBeHiddenAsync();

        await button.ClickAsync();
        await Expect(page.GetByText("Inbox")).ToBeFocusedAsync();
        await Expect(page.Locator(".frame-main")).ToHaveJSPropertyAsync("inert", true);

        await page.Keyboard.PressAsync("Escape");
        await Expect(button).ToBeFocusedAsync();
        await Expect(page.GetByText("Inbox")).ToBeHiddenAsync();
    }

    private static ILocator Item(IPage page, string name) => page.GetByRole(AriaRole.Menuitem, new() { Name = name });
}
