using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Organizations;
using TaskHub.Tests.Api;
using TaskHub.Tests.Browser;
using TaskHub.Tests.Identity;

namespace TaskHub.Tests.Organizations;

public sealed class SetUpTests : IAsyncLifetime
{
    private static readonly (string, string)[] Ada =
    [
        ("Input.Name", "Ada Lovelace"), ("Input.Email", "ada@example.com"), ("Input.Password", "a lamp, a bell, a boat"), ("Input.Organization", "Engines"),
    ];

    private Hub hub = null!;
    private FormClient client = null!;

    public ValueTask InitializeAsync()
    {
        hub = new Hub(Hub.Untouched).Start();
        client = new FormClient(hub);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await hub.DisposeAsync();
    }

    [Fact]
    public async Task The_first_person_operates_the_hub_and_administers_the_first_organization()
    {
        var made = await client.SendAsync($"/setup?code={Code}", "set-up", Ada);

        Assert.Equal(HttpStatusCode.Found, made.Status);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/app/organization/1/settings")).Status);
        var again = await client.GetAsync($"/setup?code={Code}");
        Assert.Equal((HttpStatusCode.Gone, OrganizationsText.AlreadySetUp), (again.Status, again.Title));
        using var stranger = new FormClient(hub);
        Assert.Equal("/sign-in", (await stranger.GetAsync("/")).Location);
    }

    [Fact]
    public async Task Of_several_who_set_up_at_once_one_succeeds()
    {
        var setUp = hub.Services.GetRequiredService<SetUp>();

        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            Task.Run(() => setUp.RunAsync(new($"Person {i}", $"p{i}@example.com", "a lamp, a bell, a boat", "Engines")))));

        Assert.Single(made, m => m.Ok);
        Assert.All(made.Where(m => !m.Ok), m => Assert.Equal(OrganizationsText.AlreadySetUp, m.Failure?.Message));
    }

    [Fact]
    public async Task The_unattended_set_up_makes_a_token_and_is_ignored_from_then_on()
    {
        await RunAsync(hub, Unattended());
        var changed = Unattended();
        changed["TaskHub:Setup:Email"] = "no longer an address";
        await RunAsync(hub, changed);

        using var api = new ApiClient(hub, Hub.Token);
        var me = await api.GetAsync("/me");
        var organizations = await api.GetAsync("/organizations");

        Assert.Equal((200, "ada@example.com"), (me.Status, (string?)me.Object["email"]));
        Assert.Equal("Engines", (string?)Assert.Single(organizations.Array)!["name"]);
        await using var db = await hub.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        var token = await db.AuditEntries.SingleAsync(e => e.Act == Acts.TokenCreated);
        Assert.Equal((1, "ada", "Set-up"), (token.OrganizationId, token.Who, token.Subject));
        Assert.DoesNotContain(Hub.Token, token.Detail, StringComparison.Ordinal);
    }

    private string Code => hub.Services.GetRequiredService<FirstStart>().Code;

    internal static IConfiguration Unattended() => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["TaskHub:Setup:Email"] = "ada@example.com",
        ["TaskHub:Setup:Password"] = "a lamp, a bell, a boat",
        ["TaskHub:Setup:Organization"] = "Engines",
        ["TaskHub:Setup:Token"] = Hub.Token,
    }).Build();

    internal static Task RunAsync(Hub hub, IConfiguration configuration) => new UnattendedSetUp(
        configuration, hub.Services.GetRequiredService<FirstStart>(), hub.Services.GetRequiredService<SetUp>()).RunAsync();
}
