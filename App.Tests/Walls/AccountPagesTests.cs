using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Walls;

/// <summary>The account in a real browser: authenticator app, passkeys, sessions, and being asked once more.</summary>
public sealed class AccountPagesTests(TeamFixture fixture) : IClassFixture<TeamFixture>
{
    [Fact]
    public async Task Somebody_sets_up_an_app_and_signs_in_with_a_code_and_then_with_a_recovery_code()
    {
        var email = await PersonAsync("Tara");
        var page = await fixture.PageOfAsync(email);
        var watch = PolicyWatch.On(page);
        await page.GotoAsync("/account/security");
        await page.GetByRole(AriaRole.Link, new() { Name = "Set it up" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "QR code of the key" })).ToBeVisibleAsync();
        Assert.Empty(await page.AxeAsync());
        var key = (await page.Locator(".secret code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Code" }).FillAsync(Totp.Code(key, Totp.StepAt(DateTimeOffset.FromUnixTimeMilliseconds(await NowAsync(page)))));
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn it on" }).ClickAsync();
        await Expect(page.GetByText("Your recovery codes")).ToBeVisibleAsync();
        Assert.Empty(await page.AxeAsync());
        var codes = await page.Locator("#recovery-codes li").AllInnerTextsAsync();

        var again = await fixture.NewPageAsync();
        await PasswordAsync(again, email);
        await Expect(again.GetByRole(AriaRole.Heading, new() { Name = "Enter your code" })).ToBeVisibleAsync();
        Assert.Empty(await again.AxeAsync());
        await again.GetByRole(AriaRole.Textbox, new() { Name = "Code" }).FillAsync("123456");
        await again.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(again.GetByText(IdentityText.CodeRefused)).ToBeVisibleAsync();
        await again.GetByRole(AriaRole.Textbox, new() { Name = "Code" }).FillAsync(Totp.Code(key, Totp.StepAt(DateTimeOffset.FromUnixTimeMilliseconds(await NowAsync(page))) + 1));
        await again.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(again).ToHaveURLAsync("/");

        var third = await fixture.NewPageAsync();
        await PasswordAsync(third, email);
        await third.GetByRole(AriaRole.Textbox, new() { Name = "Code" }).FillAsync(codes[3]);
        await third.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(third).ToHaveURLAsync("/");
        await third.GotoAsync("/account/security");
        await Expect(third.GetByText("9 recovery codes are left.")).ToBeVisibleAsync();
        await third.GetByRole(AriaRole.Button, new() { Name = "Turn it off" }).First.ClickAsync();
        var asked = third.GetByRole(AriaRole.Dialog, new() { Name = "Turn off two-factor sign-in?" });
        await Expect(asked.GetByText("your 9 recovery codes are gone for good")).ToBeVisibleAsync();
        await asked.GetByRole(AriaRole.Button, new() { Name = "Turn it off" }).ClickAsync();
        await Expect(third.GetByText("Two-factor sign-in is off.")).ToBeVisibleAsync();
        Assert.Empty(watch.Found);
    }

    [Fact]
    public async Task Somebody_adds_a_passkey_signs_in_with_it_alone_renames_and_removes_it()
    {
        var email = await PersonAsync("Pia");
        var page = await fixture.PageOfAsync(email);
        var watch = PolicyWatch.On(page);
        var device = await page.Context.NewCDPSessionAsync(page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        await page.GotoAsync("/account/security");
        await page.Locator("form[data-passkey] input[name=Name]").FillAsync("Work laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(page.GetByText("The passkey is added.")).ToBeVisibleAsync();
        Assert.Empty(await page.AxeAsync());

        await page.GotoAsync("/sign-out");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Expect(page).ToHaveURLAsync("/");

        await page.GotoAsync("/account/security");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Name of Work laptop" }).FillAsync("Old laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the name of Work laptop" }).ClickAsync();
        await page.Locator("form[data-passkey] input[name=Name]").FillAsync("The same again");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(page.GetByText("This device has a passkey for your account already.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Old laptop" }).ClickAsync();
        var asked = page.GetByRole(AriaRole.Dialog, new() { Name = "Remove Old laptop?" });
        Assert.Empty(await page.AxeAsync());
        await asked.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(asked).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Old laptop" }).ClickAsync();
        await asked.GetByRole(AriaRole.Button, new() { Name = "Remove passkey" }).ClickAsync();
        await Expect(page.GetByText("The passkey is removed.")).ToBeVisibleAsync();

        await page.GotoAsync("/sign-out");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Expect(page.GetByText(IdentityText.PasskeyNotKnown)).ToBeVisibleAsync();
        Assert.Empty(watch.Found);
    }

    [Fact]
    public async Task Signing_out_elsewhere_ends_the_open_page_there_at_once()
    {
        var email = await PersonAsync("Sam");
        var here = await fixture.PageOfAsync(email);
        var there = await fixture.PageOfAsync(email);
        await there.OpenAsync("/app/organizations");

        await here.GotoAsync("/account/sessions");
        Assert.Empty(await here.AxeAsync());
        await Expect(here.GetByText("This browser", new() { Exact = true })).ToHaveCountAsync(1);
        await here.GetByRole(AriaRole.Button, new() { Name = "Sign out Chrome" }).ClickAsync();

        await Expect(there).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"/sign-in\?returnUrl="));
        await Expect(here.GetByText("That session is ended.")).ToBeVisibleAsync();
        Assert.Equal(200, (await here.GotoAsync("/account"))!.Status);
    }

    [Fact]
    public async Task After_ten_minutes_making_a_token_asks_once_more_for_the_password()
    {
        var email = await PersonAsync("Ruth");
        var page = await fixture.PageOfAsync(email);
        await fixture.Get<WriteGate>().RunAsync(db => db.Sessions.Where(s => s.User!.Email == email)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.ProvedAt, DateTimeOffset.UnixEpoch)));
        await page.OpenAsync("/app/organization/1/settings/api");

        await page.GetByRole(AriaRole.Button, new() { Name = "Make API key" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Confirm that it is you" })).ToBeVisibleAsync();
        await page.OpenAsync("/app/organization/1/settings/api");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create token" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Confirm that it is you" })).ToBeVisibleAsync();
        Assert.Empty(await page.AxeAsync());
        await page.GetByLabel("Password").FillAsync("not the password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Expect(page.GetByText(IdentityText.NotProved)).ToBeVisibleAsync();
        await page.GetByLabel("Password").FillAsync(Hub.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Expect(page).ToHaveURLAsync("/app/organization/1/settings/api");

        // Back where one was, with no need to ask again.
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Create an access token" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_participant_makes_and_revokes_tokens_of_their_own()
    {
        var page = await fixture.PageOfAsync(TeamFixture.ColleagueEmail);
        await page.OpenAsync("/app/organizations");
        await page.GetByRole(AriaRole.Button, new() { Name = "Your account" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Access tokens" }).ClickAsync();
        await Expect(page.GetByText("There is no access token yet.")).ToBeVisibleAsync();
        Assert.Empty(await page.AxeAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Create token" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Create an access token" });
        await Expect(dialog.GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(2);
        await dialog.GetByLabel("Name").FillAsync("My script");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create token" }).ClickAsync();
        var made = page.GetByRole(AriaRole.Dialog, new() { Name = "Copy the token now" });
        var token = await made.Locator(".secret code").InnerTextAsync();
        await made.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        using var api = new Api.ApiClient(fixture.Hub, token);
        Assert.Equal(TeamFixture.ColleagueEmail, (string?)(await api.GetAsync("/me")).Object["email"]);

        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke My script" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke token" }).ClickAsync();
        await Expect(page.GetByText("There is no access token yet.")).ToBeVisibleAsync();
        await Expect(page.Locator(".toasts .toast")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".toasts .toast")).ToHaveCountAsync(0);
        Assert.Equal(401, (await api.GetAsync("/me")).Status);
    }

    [Fact]
    public async Task An_administrator_reads_filters_and_exports_the_audit()
    {
        await PersonAsync("Uma");
        var page = await fixture.PageOfAsync();
        await page.OpenAsync("/app/organization/1/settings/audit");
        await Expect(page.GetByText("Signed in").First).ToBeVisibleAsync();
        Assert.Empty(await page.AxeAsync());

        await page.GetByLabel("Kind").SelectOptionAsync("organization");
        await Expect(page.GetByText("Organization created")).ToBeVisibleAsync();
        await Expect(page.GetByText("Signed in")).ToHaveCountAsync(0);
        Assert.Contains("kind=organization", page.Url, StringComparison.Ordinal);

        var file = await page.Context.APIRequest.GetAsync(fixture.Hub.Url + "/app/organization/1/audit.csv?kind=organization");
        Assert.Equal((200, "text/csv; charset=utf-8"), (file.Status, file.Headers["content-type"]));
        Assert.Contains("organization.created", await file.TextAsync(), StringComparison.Ordinal);
        var stranger = await fixture.PageOfAsync(TeamFixture.ColleagueEmail);
        Assert.Equal(403, (await stranger.Context.APIRequest.GetAsync(fixture.Hub.Url + "/app/organization/1/audit.csv")).Status);

        // Ten a minute, and no more.
        var codes = new List<int>();
        for (var i = 0; i < ExportLimit.Most; i++)
        {
            codes.Add((await stranger.Context.APIRequest.GetAsync(fixture.Hub.Url + "/app/organization/1/audit.csv")).Status);
        }

        Assert.Equal([.. Enumerable.Repeat(403, ExportLimit.Most - 1), 429], codes);
        var refusals = await page.Context.APIRequest.GetAsync(fixture.Hub.Url + "/app/organization/1/audit.csv?kind=refusal");
        Assert.Contains("GET /app/organization/1/audit.csv", await refusals.TextAsync(), StringComparison.Ordinal);
    }

    private async Task<string> PersonAsync(string name)
    {
        var email = $"{name.ToLowerInvariant()}@example.com";
        var hash = fixture.Get<Passwords>().Hash(Hub.Password);
        await fixture.Get<WriteGate>().RunAsync(async db =>
        {
            var user = NewUser.Make(name, email, hash, DateTimeOffset.UnixEpoch);
            db.Add(user);
            await db.SaveChangesAsync();
            db.Add(new Membership { OrganizationId = 1, UserId = user.Id, Role = Role.Administrator, CreatedAt = DateTimeOffset.UnixEpoch });
            await db.SaveChangesAsync();
        });
        return email;
    }

    private static async Task PasswordAsync(IPage page, string email)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(Hub.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    // The hub and the browser run on this machine, by one clock.
    private static Task<long> NowAsync(IPage page) => page.EvaluateAsync<long>("() => Date.now()");
}
