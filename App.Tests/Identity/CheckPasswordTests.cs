using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Identity;

public sealed class CheckPasswordTests : IAsyncLifetime
{
    private const string Right = "a lamp, a bell, a boat";
    private HubDatabase hub = null!;

    public async ValueTask InitializeAsync()
    {
        hub = await HubDatabase.CreateAsync();
        await hub.Get<WriteGate>().RunAsync(async db =>
        {
            (await db.Users.SingleAsync(u => u.Id == hub.AdaId)).PasswordHash = new Passwords().Hash(Right);
            await db.SaveChangesAsync();
        });
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_lock_ends_after_five_minutes()
    {
        await FailAsync(5);
        Assert.Null(await TryAsync(Right));

        hub.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(hub.AdaId, await TryAsync(Right));
    }

    [Fact]
    public async Task Success_forgives_the_failures_before_it()
    {
        await FailAsync(4);
        Assert.Equal(hub.AdaId, await TryAsync(Right));

        await FailAsync(4);

        Assert.Equal(hub.AdaId, await TryAsync(Right));
    }

    [Fact]
    public async Task Tries_at_once_are_counted_one_by_one()
    {
        var tries = Enumerable.Range(0, 12).Select(_ => TryAsync("wrong every time")).ToList();
        await Task.WhenAll(tries);

        Assert.Null(await TryAsync(Right));
        await using var db = hub.Open();
        Assert.True((await db.Users.SingleAsync(u => u.Id == hub.AdaId)).LockoutEnd > hub.Time.GetUtcNow());
    }

    [Fact]
    public async Task Whoever_has_no_password_cannot_guess_it()
    {
        Assert.Null(await hub.Get<CheckPassword>().RunAsync("paul@example.org", ""));
        Assert.Null(await hub.Get<CheckPassword>().RunAsync("paul@example.org", null));
    }

    [Fact]
    public async Task An_address_is_the_same_in_any_case_and_with_blanks_around() =>
        Assert.Equal(hub.AdaId, await hub.Get<CheckPassword>().RunAsync(" ADA@Example.ORG ", Right));

    private Task<long?> TryAsync(string password) => hub.Get<CheckPassword>().RunAsync("ada@example.org", password);

    private async Task FailAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.Null(await TryAsync("wrong every time"));
        }
    }
}
