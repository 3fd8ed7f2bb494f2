using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Identity;

public sealed class AccessTokensTests : IAsyncLifetime
{
    private HubDatabase hub = null!;
    private Actor ada = null!;

    public async ValueTask InitializeAsync()
    {
        hub = await HubDatabase.CreateAsync();
        ada = await hub.Ada();
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public void Its_text_can_be_told_from_noise()
    {
        var text = TokenFormat.Create();

        Assert.Matches("^thub_pat_[0-9A-Za-z]{38}$", text);
        Assert.Equal(TokenFormat.CheckSum(text[..^6]), text[^6..]);
        Assert.NotEqual(text, TokenFormat.Create());

        // The check value of CRC-32, which every implementation answers for these nine digits, in base 62.
        const uint CheckValue = 0xCBF43926;
        Assert.Equal(CheckValue, TokenFormat.CheckSum("123456789").Aggregate(0u, (sum, c) =>
            (sum * 62) + (uint)(char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiLetterUpper(c) ? c - 'A' + 10 : c - 'a' + 36)));
    }

    [Fact]
    public async Task It_acts_as_its_person_within_its_organization_and_scopes()
    {
        var made = await MakeAsync(ada, scopes: Scopes.Read | Scopes.Write);

        var caller = (await CallAsync(made.Text))!;

        Assert.Equal((made.Id, hub.AdaId, hub.Acme, Scopes.Read | Scopes.Write), (caller.TokenId, caller.Actor.UserId, caller.Actor.BoundTo!.Value, caller.Actor.Scopes));
        Assert.Equal([hub.Acme], caller.Actor.Organizations);
    }

    [Fact]
    public async Task Only_its_hash_is_kept()
    {
        var made = await MakeAsync(ada);
        await using var db = hub.Open();
        var row = await db.AccessTokens.SingleAsync();

        Assert.Equal(TokenFormat.Hash(made.Text), row.Hash);
        Assert.Equal(made.Text[^4..], row.Ending);
    }

    [Fact]
    public async Task It_ends_when_it_expires_is_revoked_or_its_person_leaves()
    {
        var expiring = await MakeAsync(ada, expiresAt: hub.Time.GetUtcNow().AddDays(1));
        var revoked = await MakeAsync(ada);
        var left = await MakeAsync(await hub.Paul());
        Assert.NotNull(await CallAsync(expiring.Text));
        Assert.NotNull(await CallAsync(left.Text));

        hub.Time.Advance(TimeSpan.FromDays(1));
        Assert.True((await hub.Get<RevokeAccessToken>().RunAsync(ada, revoked.Id)).Ok);
        await hub.Get<WriteGate>().RunAsync(db => db.Memberships.Where(m => m.UserId == hub.PaulId).ExecuteDeleteAsync());

        Assert.Null(await CallAsync(expiring.Text));
        Assert.Null(await CallAsync(revoked.Text));
        Assert.Null(await CallAsync(left.Text));
    }

    [Fact]
    public async Task People_see_their_own_tokens_and_administrators_everyones()
    {
        var (paul, otto) = (await hub.Paul(), await hub.Otto());
        var adas = await MakeAsync(ada, "Ada's");
        var pauls = await MakeAsync(paul, "Paul's");

        Assert.Equal(["Paul's", "Ada's"], (await hub.Get<FindAccessTokens>().RunAsync(ada, hub.Acme)).Value.Select(t => t.Name));
        Assert.Equal(["Paul's"], (await hub.Get<FindAccessTokens>().RunAsync(paul, hub.Acme)).Value.Select(t => t.Name));
        Assert.Equal(FailureKind.NotFound, (await hub.Get<FindAccessTokens>().RunAsync(otto, hub.Acme)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await hub.Get<RevokeAccessToken>().RunAsync(paul, adas.Id)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await hub.Get<RevokeAccessToken>().RunAsync(otto, pauls.Id)).Failure!.Kind);
        Assert.True((await hub.Get<RevokeAccessToken>().RunAsync(ada, pauls.Id)).Ok);
    }

    [Fact]
    public async Task A_token_makes_none_that_may_do_more()
    {
        var narrow = ada with { Scopes = Scopes.Read };

        var more = await hub.Get<CreateAccessToken>().RunAsync(narrow, new NewAccessToken(hub.Acme, "More"));
        var elsewhere = await hub.Get<CreateAccessToken>().RunAsync(ada, new NewAccessToken(hub.Other, "Elsewhere"));
        var wrong = await hub.Get<CreateAccessToken>().RunAsync(ada, new NewAccessToken(hub.Acme, " ", Scopes.None, hub.Time.GetUtcNow()));

        Assert.Equal(FailureKind.Forbidden, more.Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, elsewhere.Failure!.Kind);
        Assert.Equal(["expires_at", "name", "scopes"], wrong.Failure!.Errors!.Keys.Order());
    }

    [Fact]
    public async Task In_a_browser_nobody_gives_a_program_more_than_their_role_needs()
    {
        var open = (await hub.Paul()) with { SessionId = 1, ProvedAt = hub.Time.GetUtcNow() };

        Assert.Equal(FailureKind.Forbidden, (await hub.Get<CreateAccessToken>().RunAsync(open, new(hub.Acme, "More", Scopes.Read | Scopes.WebHooks))).Failure!.Kind);
        Assert.True((await hub.Get<CreateAccessToken>().RunAsync(open, new(hub.Acme, "Script", Scopes.Read | Scopes.Write))).Ok);
        Assert.True((await hub.Get<CreateAccessToken>().RunAsync(ada with { SessionId = 2, ProvedAt = hub.Time.GetUtcNow() }, new(hub.Acme, "All"))).Ok);
    }

    [Fact]
    public async Task Its_last_use_is_written_down_once_a_minute()
    {
        var made = await MakeAsync(ada);
        var uses = hub.Get<TokenUses>();
        await uses.StartAsync(CancellationToken.None);

        var first = hub.Time.GetUtcNow();
        await CallAsync(made.Text);
        await UsedAsync(made.Id, first);
        hub.Time.Advance(TimeSpan.FromSeconds(59));
        await CallAsync(made.Text);
        hub.Time.Advance(TimeSpan.FromSeconds(1));
        await CallAsync(made.Text);
        await UsedAsync(made.Id, first.AddMinutes(1));

        await uses.StopAsync(CancellationToken.None);
        Assert.Equal("192.0.2.7", (await hub.Get<FindAccessTokens>().RunAsync(ada, hub.Acme)).Value[0].LastUsedFrom);
    }

    private async Task UsedAsync(long id, DateTimeOffset at)
    {
        // The writer works beside the calls; each look waits at the gate behind it.
        var limit = DateTimeOffset.FromUnixTimeMilliseconds(Environment.TickCount64).AddSeconds(20);
        DateTimeOffset? seen = null;
        while (seen != at && DateTimeOffset.FromUnixTimeMilliseconds(Environment.TickCount64) < limit)
        {
            await Task.Yield();
            seen = await hub.Get<WriteGate>().RunAsync(db => db.AccessTokens.Where(t => t.Id == id).Select(t => t.LastUsedAt).SingleAsync());
        }

        Assert.Equal(at, seen);
    }

    private Task<Caller?> CallAsync(string text) => hub.Get<TokenCallers>().FindAsync(text, "192.0.2.7");

    private async Task<CreatedAccessToken> MakeAsync(Actor actor, string name = "Script", Scopes scopes = Scopes.All, DateTimeOffset? expiresAt = null) =>
        (await hub.Get<CreateAccessToken>().RunAsync(actor, new NewAccessToken(hub.Acme, name, scopes, expiresAt))).Value;
}
