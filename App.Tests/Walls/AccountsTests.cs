using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using TaskHub.Identity;
using TaskHub.Organizations;
using TaskHub.Tests.Browser;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Walls;

/// <summary>Second factor, sessions, and the proof before sensitive acts, over a clock that a test moves.</summary>
public sealed class AccountsTests : IAsyncLifetime
{
    private HubDatabase hub = null!;

    public async ValueTask InitializeAsync() => hub = await HubDatabase.CreateAsync(b => b.AddOrganizations());

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code)
    {
        var key = Totp.Base32("12345678901234567890"u8);

        Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", key);
        Assert.Equal(code, Totp.Code(key, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));
    }

    [Fact]
    public async Task A_code_signs_in_once_and_neither_it_nor_an_older_one_again()
    {
        var (key, _) = await TurnOnAsync();
        hub.Time.Advance(TimeSpan.FromSeconds(60));
        var (now, before) = (Code(key), Code(key, -1));

        Assert.True(await CheckAsync(now));
        Assert.False(await CheckAsync(now));
        Assert.False(await CheckAsync(before));
        hub.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.True(await CheckAsync(Code(key)));
    }

    [Fact]
    public async Task The_code_that_turned_it_on_signs_nobody_in()
    {
        var (key, _) = await TurnOnAsync();

        Assert.False(await CheckAsync(Code(key)));
    }

    [Fact]
    public async Task A_recovery_code_works_once_and_new_ones_end_the_old()
    {
        var (_, codes) = await TurnOnAsync();
        Assert.Equal(TwoFactor.RecoveryCodes, codes.Distinct().Count());

        Assert.True(await CheckAsync(codes[0].ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal)));
        Assert.False(await CheckAsync(codes[0]));
        Assert.Equal((true, TwoFactor.RecoveryCodes - 1), await hub.Get<TwoFactor>().LookAsync(hub.AdaId));
        var fresh = (await hub.Get<TwoFactor>().NewCodesAsync(await hub.Ada())).Value;
        Assert.False(await CheckAsync(codes[1]));
        Assert.True(await CheckAsync(fresh[0]));
    }

    [Fact]
    public async Task Five_wrong_codes_lock_the_account_and_a_right_password_between_them_forgets_none()
    {
        await SetPasswordAsync();
        var (key, _) = await TurnOnAsync();
        hub.Time.Advance(TimeSpan.FromSeconds(60));
        for (var i = 0; i < 5; i++)
        {
            Assert.False(await CheckAsync("000000"));
            await hub.Get<CheckPassword>().RunAsync("ada@example.org", Hub.Password);
        }

        Assert.False(await CheckAsync(Code(key)));
        Assert.Null(await hub.Get<CheckPassword>().RunAsync("ada@example.org", Hub.Password));
        hub.Time.Advance(TimeSpan.FromMinutes(5.5));
        Assert.True(await CheckAsync(Code(key)));
    }

    [Fact]
    public async Task The_database_alone_shows_neither_the_key_nor_a_recovery_code_and_a_copied_row_opens_nothing()
    {
        var (key, codes) = await TurnOnAsync();
        await using var db = hub.Open();
        var ada = await db.Users.AsNoTracking().SingleAsync(u => u.Id == hub.AdaId);
        var text = ada.AuthenticatorKey + ada.RecoveryCodes;
        Assert.DoesNotContain(key, text, StringComparison.OrdinalIgnoreCase);
        Assert.All(codes, code => Assert.DoesNotContain(code, text, StringComparison.OrdinalIgnoreCase));

        await hub.Get<TaskHub.Data.WriteGate>().RunAsync(d => d.Users.Where(u => u.Id == hub.PaulId).ExecuteUpdateAsync(set => set
            .SetProperty(u => u.AuthenticatorKey, ada.AuthenticatorKey).SetProperty(u => u.RecoveryCodes, ada.RecoveryCodes).SetProperty(u => u.TwoFactorEnabled, true)));
        hub.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.False(await hub.Get<TwoFactor>().CheckAsync(hub.PaulId, Code(key), null));
    }

    [Fact]
    public async Task A_session_ends_after_twelve_idle_hours_and_after_seven_days()
    {
        var open = hub.Get<OpenSessions>();
        var idle = await SignInAsync();
        hub.Time.Advance(OpenSessions.Idle - TimeSpan.FromMinutes(1));
        Assert.NotNull(await open.ActorAsync(idle));
        hub.Time.Advance(OpenSessions.Idle);
        Assert.Null(await open.ActorAsync(idle));

        var busy = await SignInAsync();
        for (var used = TimeSpan.Zero; used < OpenSessions.Longest - TimeSpan.FromHours(6); used += TimeSpan.FromHours(6))
        {
            hub.Time.Advance(TimeSpan.FromHours(6));
            Assert.NotNull(await open.ActorAsync(busy));
        }

        hub.Time.Advance(TimeSpan.FromHours(6));
        Assert.Null(await open.ActorAsync(busy));
        Assert.Equal(2, await open.PruneAsync());
    }

    [Fact]
    public async Task Sessions_end_one_by_one_and_all_at_once_and_the_open_pages_hear_of_it()
    {
        var open = hub.Get<OpenSessions>();
        var (mine, other, third, pauls) = (await SignInAsync(), await SignInAsync(), await SignInAsync(), await SignInAsync(hub.PaulId));
        var ada = (await open.ActorAsync(mine))!;
        var heard = new List<long>();
        open.Ended += heard.AddRange;

        Assert.True((await open.EndAsync(ada, Id(other))).Ok);
        Assert.Equal([Id(other)], heard);
        Assert.Null(await open.ActorAsync(other));
        Assert.Equal(FailureKind.NotFound, (await open.EndAsync(ada, Id(pauls))).Failure!.Kind);
        Assert.NotNull(await open.ActorAsync(pauls));
        Assert.Equal([Id(mine), Id(third)], (await open.FindAsync(ada)).Select(s => s.Id));

        Assert.True((await hub.Get<EditAccount>().SignOutEverywhereAsync(ada)).Ok);
        Assert.Null(await open.ActorAsync(third));
        Assert.NotNull(await open.ActorAsync(mine));
    }

    [Fact]
    public async Task The_cookie_of_one_person_opens_no_session_of_another()
    {
        var pauls = await SignInAsync(hub.PaulId);

        Assert.Null(await hub.Get<OpenSessions>().ActorAsync(Principal(hub.AdaId, Id(pauls))));
    }

    [Fact]
    public async Task Sensitive_acts_want_a_proof_of_the_last_ten_minutes_and_a_program_proves_itself_with_its_token()
    {
        var open = hub.Get<OpenSessions>();
        var session = await SignInAsync();
        async Task<Failure?[]> ActsAsync()
        {
            var ada = (await open.ActorAsync(session))!;
            return
            [
                (await hub.Get<EditAccount>().ChangeEmailAsync(ada, "no address")).Failure, (await hub.Get<TwoFactor>().NewCodesAsync(ada)).Failure,
                (await hub.Get<CreateAccessToken>().RunAsync(ada, new(hub.Acme, ""))).Failure, (await hub.Get<DeleteOrganization>().RunAsync(ada, 987654)).Failure,
            ];
        }

        Assert.DoesNotContain(await ActsAsync(), f => f?.Kind == FailureKind.Unproved);
        await hub.ProjectAsync();
        hub.Time.Advance(Proof.Lasts + TimeSpan.FromSeconds(1));

        var late = (await open.ActorAsync(session))!;
        Assert.Equal(FailureKind.Unproved, (await hub.Get<EditAccount>().ChangeEmailAsync(late, "a@example.org")).Failure!.Kind);
        Assert.Equal(FailureKind.Unproved, (await hub.Get<TwoFactor>().TurnOffAsync(late)).Failure!.Kind);
        Assert.Equal(FailureKind.Unproved, (await hub.Get<TwoFactor>().NewCodesAsync(late)).Failure!.Kind);
        Assert.Equal(FailureKind.Unproved, (await hub.Get<CreateAccessToken>().RunAsync(late, new(hub.Acme, "T"))).Failure!.Kind);
        Assert.Equal(FailureKind.Unproved, (await hub.Get<DeleteOrganization>().RunAsync(late, hub.Acme)).Failure!.Kind);

        await open.ProveAsync(late);
        Assert.DoesNotContain(await ActsAsync(), f => f?.Kind == FailureKind.Unproved);
        hub.Time.Advance(TimeSpan.FromDays(1));
        Assert.True((await hub.Get<CreateAccessToken>().RunAsync(await hub.Ada(), new(hub.Acme, "T"))).Ok);
    }

    [Fact]
    public void An_address_that_failed_thirty_times_waits_and_others_do_not()
    {
        var limit = hub.Get<SignInLimit>();
        for (var i = 0; i < SignInLimit.Most; i++)
        {
            Assert.Null(limit.Wait("192.0.2.1"));
            limit.Failed("192.0.2.1");
        }

        Assert.Equal(SignInLimit.Window, limit.Wait("192.0.2.1"));
        Assert.Null(limit.Wait("192.0.2.2"));
        hub.Time.Advance(SignInLimit.Window);
        Assert.Null(limit.Wait("192.0.2.1"));
    }

    [Fact]
    public void A_ticket_is_for_one_purpose_and_some_minutes()
    {
        var tickets = hub.Get<Tickets>();
        var ticket = tickets.Seal("one", "a|b");

        Assert.Equal("a|b", tickets.Open("one", ticket));
        Assert.Null(tickets.Open("two", ticket));
        Assert.Null(tickets.Open("one", ticket[..^2] + "AA"));
        Assert.Null(tickets.Open("one", null));
        Assert.Equal("a|b", tickets.OpenOnce("one", ticket));
        Assert.Null(tickets.OpenOnce("one", ticket));
        hub.Time.Advance(Tickets.Lifetime);
        Assert.Null(tickets.Open("one", ticket));
    }

    private async Task<(string Key, IReadOnlyList<string> Codes)> TurnOnAsync()
    {
        var ada = await hub.Ada();
        var proposed = hub.Get<TwoFactor>().Propose(ada);
        var wrong = await hub.Get<TwoFactor>().TurnOnAsync(ada, proposed.Ticket, "12345");
        Assert.Equal(IdentityText.CodeWrong, wrong.Failure?.Of("code"));
        Assert.Equal(FailureKind.Conflict, (await hub.Get<TwoFactor>().TurnOnAsync(await hub.Paul(), proposed.Ticket, Code(proposed.Key))).Failure!.Kind);
        return (proposed.Key, (await hub.Get<TwoFactor>().TurnOnAsync(ada, proposed.Ticket, Code(proposed.Key))).Value);
    }

    private string Code(string key, int steps = 0) => Totp.Code(key, Totp.StepAt(hub.Time.GetUtcNow()) + steps);

    private Task<bool> CheckAsync(string code) => hub.Get<TwoFactor>().CheckAsync(hub.AdaId, code, "192.0.2.1");

    private Task SetPasswordAsync() => hub.Get<TaskHub.Data.WriteGate>().RunAsync(db => db.Users.Where(u => u.Id == hub.AdaId)
        .ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, hub.Get<Passwords>().Hash(Hub.Password))));

    private async Task<ClaimsPrincipal> SignInAsync(long? userId = null)
    {
        var id = userId ?? hub.AdaId;
        return Principal(id, await hub.Get<OpenSessions>().StartAsync(id, "Firefox on Linux", "192.0.2.1"));
    }

    private static ClaimsPrincipal Principal(long userId, long session) =>
        new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, $"{userId}"), new(OpenSessions.Claim, $"{session}")], "test"));

    private static long Id(ClaimsPrincipal principal) =>
        long.Parse(principal.FindFirstValue(OpenSessions.Claim)!, System.Globalization.CultureInfo.InvariantCulture);
}
