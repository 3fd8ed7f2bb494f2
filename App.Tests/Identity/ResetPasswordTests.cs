using System.Security.Claims;
using System.Web;
using Microsoft.Extensions.Logging.Abstractions;
using TaskHub.Identity;
using TaskHub.Organizations;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Identity;

public sealed class ResetPasswordTests : IAsyncLifetime
{
    private const string Wanted = "a lamp, a bell, a boat";
    private HubDatabase hub = null!;

    public async ValueTask InitializeAsync() => hub = await HubDatabase.CreateAsync(b => b.AddOrganizations());

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_link_sets_the_password_once()
    {
        var code = await CodeAsync();

        Assert.True((await ResetAsync(code)).Ok);
        var again = await ResetAsync(code);

        Assert.Equal(hub.PaulId, await hub.Get<CheckPassword>().RunAsync("paul@example.org", Wanted));
        Assert.Equal(IdentityText.ResetDead, again.Failure?.Message);
    }

    [Fact]
    public async Task A_second_link_dies_with_the_first()
    {
        var (one, two) = (await CodeAsync(), await CodeAsync());

        Assert.True((await ResetAsync(one)).Ok);

        Assert.False((await ResetAsync(two)).Ok);
    }

    [Fact]
    public async Task A_link_works_for_a_day_and_only_for_its_person()
    {
        var code = await CodeAsync();

        Assert.False((await hub.Get<ResetPassword>().RunAsync(hub.EvaId, code, Wanted)).Ok);
        Assert.False((await ResetAsync(code[..^3] + "AAA")).Ok);
        Assert.False((await ResetAsync("")).Ok);
        hub.Time.Advance(TimeSpan.FromHours(24));
        Assert.False((await ResetAsync(code)).Ok);
    }

    [Fact]
    public async Task A_refused_password_leaves_the_link_alive()
    {
        var code = await CodeAsync();

        Assert.Equal(IdentityText.PasswordTooShort, (await hub.Get<ResetPassword>().RunAsync(hub.PaulId, code, "short")).Failure?.Of("password"));

        Assert.True((await ResetAsync(code)).Ok);
    }

    [Fact]
    public async Task A_new_password_ends_the_sessions_of_open_pages()
    {
        var open = hub.Get<OpenSessions>();
        using var revalidation = new Revalidation(NullLoggerFactory.Instance, open);
        var id = await open.StartAsync(hub.PaulId, "Firefox on Linux", "192.0.2.1");
        var session = new ClaimsPrincipal(new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, $"{hub.PaulId}"), new(OpenSessions.Claim, $"{id}")], "test"));
        Assert.True(await revalidation.HoldsAsync(session, CancellationToken.None));

        await ResetAsync(await CodeAsync());

        Assert.False(await revalidation.HoldsAsync(session, CancellationToken.None));
    }

    [Fact]
    public async Task Changing_it_oneself_asks_for_the_current_one()
    {
        await ResetAsync(await CodeAsync());
        var edit = hub.Get<EditAccount>();

        var wrong = await edit.ChangePasswordAsync(await hub.Paul(), "not this one", "a stone, a leaf, a door");
        var right = await edit.ChangePasswordAsync(await hub.Paul(), Wanted, "a stone, a leaf, a door");

        Assert.Equal(IdentityText.PasswordWrong, wrong.Failure?.Of("current_password"));
        Assert.True(right.Ok);
        Assert.Equal(hub.PaulId, await hub.Get<CheckPassword>().RunAsync("paul@example.org", "a stone, a leaf, a door"));
    }

    private Task<Result<Done>> ResetAsync(string code) => hub.Get<ResetPassword>().RunAsync(hub.PaulId, code, Wanted);

    private async Task<string> CodeAsync()
    {
        var issued = await hub.Get<IssueResetLink>().RunAsync(await hub.Ada(), hub.Acme, hub.PaulId);
        return HttpUtility.ParseQueryString(new Uri(issued.Value).Query)["code"]!;
    }
}
