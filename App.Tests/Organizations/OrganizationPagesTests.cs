using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Organizations;
using TaskHub.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Organizations;

public sealed class OrganizationPagesTests(HubFixture fixture) : IClassFixture<HubFixture>
{
    private const string Members = "/app/organization/1/settings/members";

    [Fact]
    public async Task A_request_appears_on_the_open_page_of_an_administrator_and_its_grant_on_that_of_the_member()
    {
        await AddAsync("Rita", Role.Participant);
        var owner = await SignedInAsync(Hub.OwnerEmail, Members);
        var member = await SignedInAsync("rita@example.com", "/app/organizations");

        await member.GetByRole(AriaRole.Button, new() { Name = "Request to become an administrator" }).ClickAsync();
        await Expect(member.GetByText("Waiting for an answer")).ToBeVisibleAsync();
        await owner.GetByRole(AriaRole.Button, new() { Name = "Make administrator" }).ClickAsync();

        await Expect(member.GetByRole(AriaRole.Link, new() { Name = "Settings", Exact = true }).First).ToBeVisibleAsync();
        await Expect(owner.GetByText("Requests to become an administrator")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_administrator_who_is_removed_loses_the_open_page_at_once()
    {
        var id = await AddAsync("Remo", Role.Administrator);
        var removed = await SignedInAsync("remo@example.com", Members);
        await Expect(removed.GetByRole(AriaRole.Heading, new() { Name = "Members" })).ToBeVisibleAsync();

        var verbs = fixture.Hub.Services;
        var owner = await verbs.GetRequiredService<Actors>().FindAsync(1);
        Assert.True((await verbs.GetRequiredService<RemoveMember>().RunAsync(owner!, 1, id)).Ok);

        await Expect(removed.GetByText(Failure.InsufficientAuthorization, new() { Exact = true })).ToBeVisibleAsync();
        await Expect(removed.GetByText(Hub.OwnerEmail)).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("/app/organization/1/settings")]
    [InlineData("/app/organization/1/settings/api")]
    [InlineData("/app/organization/987654/settings")]
    public async Task Whoever_does_not_administer_is_refused_by_code_and_text(string path)
    {
        await AddAsync("Paula", Role.Participant);
        var page = await SignedInAsync("paula@example.com", "/app/organizations");

        var answer = await page.GotoAsync(path);

        Assert.Equal(403, answer!.Status);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = Failure.InsufficientAuthorization, Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_invitation_is_made_and_accepted_and_the_new_person_signs_out()
    {
        var owner = await SignedInAsync(Hub.OwnerEmail, Members);
        await owner.GetByRole(AriaRole.Button, new() { Name = "Invite someone" }).ClickAsync();
        await owner.GetByLabel("Email").FillAsync("grace@example.com");
        await owner.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        var link = new Uri(await owner.Locator("dialog[open] code").InnerTextAsync()).PathAndQuery;

        // Whoever invites the same mailbox again is given the link that is open.
        await owner.OpenAsync(Members);
        await owner.GetByRole(AriaRole.Button, new() { Name = "Invite someone" }).ClickAsync();
        await owner.GetByLabel("Email").FillAsync("GRACE@example.com");
        await owner.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        await Expect(owner.Locator("dialog[open]")).ToContainTextAsync("grace@example.com is invited already");
        await Expect(owner.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Copy the open link" })).ToHaveAttributeAsync("data-copy", new System.Text.RegularExpressions.Regex("/invitations/.{20,}$"));
        Assert.Empty(await owner.AxeAsync());

        var guest = await fixture.NewPageAsync();
        await guest.GotoAsync(link);
        Assert.Empty(await guest.AxeAsync());
        await guest.GetByLabel("Your name").FillAsync("Grace Hopper");
        await guest.GetByLabel("Password").FillAsync(Hub.Password);
        await guest.GetByRole(AriaRole.Button, new() { Name = "Make an account and join" }).ClickAsync();
        await Expect(guest).ToHaveURLAsync("/app/organization/1");
        await Expect(owner.GetByText("Grace Hopper").First).ToBeVisibleAsync();

        await guest.OpenAsync("/app/organizations");
        await guest.GetByRole(AriaRole.Button, new() { Name = "Grace Hopper" }).ClickAsync();
        await guest.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
        await Expect(guest).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in$"));
        Assert.Equal(410, (await guest.GotoAsync(link))!.Status);
    }

    [Fact]
    public async Task A_token_is_shown_once()
    {
        var page = await SignedInAsync(Hub.OwnerEmail, "/app/organization/1/settings/api");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create token" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Nightly");
        await page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Create token" }).ClickAsync();

        var token = await page.Locator("dialog[open] code").InnerTextAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();

        Assert.Matches("^thub_pat_[0-9A-Za-z]{38}$", token);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Revoke Nightly" })).ToBeVisibleAsync();
        await Expect(page.Locator(".secret code")).ToHaveCountAsync(0);
        Assert.DoesNotContain(token, await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_API_key_is_shown_once_replaced_and_removed()
    {
        var page = await SignedInAsync(Hub.OwnerEmail, "/app/organization/1/settings/api");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make API key" }).ClickAsync();
        var first = await page.Locator("dialog[open] code").InnerTextAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();

        Assert.Matches("^[0-9a-f]{32}$", first);
        await Expect(page.GetByText($"…{first[^4..]}")).ToBeVisibleAsync();
        await Expect(page.GetByText("/api/admin/v2/")).ToBeVisibleAsync();
        await Expect(page.GetByText(first)).ToHaveCountAsync(0);
        Assert.DoesNotContain(first, await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Empty(await page.AxeAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Replace", Exact = true }).ClickAsync();
        await page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Replace API key" }).ClickAsync();
        Assert.NotEqual(first, await page.Locator("dialog[open] code").InnerTextAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Remove API key" }).ClickAsync();
        await Expect(page.GetByText("There is no API key, and so such a program is refused.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task No_page_of_accounts_and_organizations_has_a_barrier()
    {
        var stranger = await fixture.NewPageAsync();
        foreach (var path in new[] { "/sign-in", "/forgot", "/account/reset?user=1&code=x", "/invitations/x", "/setup", "/sign-out" })
        {
            await stranger.GotoAsync(path);
            Assert.Empty(await stranger.AxeAsync());
        }

        var page = await SignedInAsync(Hub.OwnerEmail, "/app/organizations");
        foreach (var path in new[] { "/app/organizations", "/app/organization/1/settings", Members, "/app/organization/1/settings/api" })
        {
            await page.OpenAsync(path);
            Assert.Empty(await page.AxeAsync());
        }

        await page.GotoAsync("/account");
        Assert.Empty(await page.AxeAsync());
        await page.OpenAsync("/app/organization/987654/settings");
        Assert.Empty(await page.AxeAsync());
    }

    private async Task<IPage> SignedInAsync(string email, string path)
    {
        var page = await fixture.NewPageAsync();
        await page.SignInAsync(email);
        await page.OpenAsync(path);
        return page;
    }

    // Once, whatever the order of the tests: a person of a theory is there already the second time.
    private Task<long> AddAsync(string name, Role role) => fixture.Hub.Services.GetRequiredService<WriteGate>().RunAsync(async db =>
    {
        var email = $"{name.ToLowerInvariant()}@example.com";
        if (db.Users.FirstOrDefault(u => u.Email == email) is { } known)
        {
            return known.Id;
        }

        var now = TimeProvider.System.GetUtcNow();
        var user = NewUser.Make(name, email, new Passwords().Hash(Hub.Password), now);
        db.Add(user);
        await db.SaveChangesAsync();
        db.Add(new Membership { OrganizationId = 1, UserId = user.Id, Role = role, CreatedAt = now });
        await db.SaveChangesAsync();
        return user.Id;
    });
}
