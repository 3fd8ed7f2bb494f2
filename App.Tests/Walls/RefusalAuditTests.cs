using Microsoft.Extensions.Logging.Abstractions;
using TaskHub.Identity;
using TaskHub.Organizations;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Walls;

/// <summary>Who is refused again and again fills no audit, and hides in it neither elsewhere nor how often.</summary>
public sealed class RefusalAuditTests : IAsyncLifetime
{
    private HubDatabase hub = null!;

    public async ValueTask InitializeAsync() => hub = await HubDatabase.CreateAsync(b => b.AddOrganizations());

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task Whoever_tries_everything_is_told_of_twenty_times_a_minute_and_then_by_a_count()
    {
        var keep = hub.Get<KeepAudit>();
        var own = (await hub.Get<CreateOrganization>().RunAsync(await hub.Paul(), "Paul's own")).Value.Id;
        var paul = await hub.Paul();
        var begun = hub.Time.GetUtcNow();
        for (var i = 0; i < 100; i++)
        {
            await keep.RefusedAsync(paul, own, $"GET /{i}");
        }

        await keep.RefusedAsync(paul, hub.Acme, "GET /settings");
        await keep.NoteLeftOutAsync(hub.Time.GetUtcNow() - KeepAudit.Every);
        Assert.Equal(20, (await RefusalsAsync(paul, own)).Count);

        // The next minute counts for itself, and the end of the hub ends it.
        hub.Time.Advance(TimeSpan.FromMinutes(1.5));
        for (var i = 0; i < 22; i++)
        {
            await keep.RefusedAsync(paul, own, "GET /again");
        }

        var service = new CountRefusals(keep, hub.Time, NullLogger<CountRefusals>.Instance);
        await service.StopAsync(TestContext.Current.CancellationToken);

        var told = await RefusalsAsync(paul, own);
        Assert.Equal(
            [$"and 21 more refusals in the minute from {begun.AddMinutes(1.5):HH:mm:ss} UTC", $"and 80 more refusals in the minute from {begun:HH:mm:ss} UTC", "GET /again", "GET /19"],
            told.Take(4).Select(e => e.Detail));
        Assert.All(told, e => Assert.Equal(("Paul", Acts.Refused), (e.Who, e.Act)));
        Assert.Equal(23, told.Count);
        Assert.Equal("GET /settings", Assert.Single(await RefusalsAsync(await hub.Ada(), hub.Acme)).Detail);
    }

    private async Task<IReadOnlyList<AuditEntry>> RefusalsAsync(Actor actor, long organization) =>
        (await hub.Get<FindAudit>().RunAsync(actor, organization, new("refusal"), size: 200)).Value;
}
