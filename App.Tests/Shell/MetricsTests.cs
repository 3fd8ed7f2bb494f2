using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Tests.Browser;
using TaskHub.Tests.Webhooks;

namespace TaskHub.Tests.Shell;

/// <summary>Who reads the figures, and that they move with what happens.</summary>
public sealed partial class MetricsTests(HookHub world) : IClassFixture<HookHub>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_on_this_machine_may_ask_directly()
    {
        var (status, text) = await GetAsync();

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(Line(), line));
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Forwarded-Proto")]
    [InlineData("Forwarded")]
    [InlineData("Via")]
    public async Task What_a_proxy_on_this_machine_forwards_needs_the_operators_token(string header)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(request => request.Headers.TryAddWithoutValidation(header, "for=203.0.113.7"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(request =>
        {
            request.Headers.TryAddWithoutValidation(header, "for=203.0.113.7");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Hub.Token);
        })).Status);
    }

    [Fact]
    public async Task A_token_of_the_operator_that_is_bound_to_an_organization_is_the_operators_too()
    {
        var bound = await OfOwnerAsync(world.Organization);

        Assert.Equal(HttpStatusCode.OK, (await GetAsync(r => r.Headers.Authorization = new("Bearer", bound))).Status);
    }

    [Fact]
    public async Task Other_tokens_are_refused_from_wherever_they_come()
    {
        var other = await OfSomebodyAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(r => r.Headers.Authorization = new("Bearer", other))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(r => r.Headers.Authorization = new("Bearer", "nonsense"))).Status);
    }

    [Fact]
    public async Task Events_attempts_refusals_and_queues_are_counted()
    {
        var before = await TextAsync();
        var hook = await world.CreateAsync("measured");
        await world.TaskAsync();
        await world.Receiver.WaitForAsync(r => r.Path == "/measured" && r["webhook-event"] == "task.created");
        await world.Api.PostAsync($"/organizations/{world.Organization}/web_hooks", """{"url":"https://10.1.2.3/"}""");
        await world.Api.PostAsync($"/web_hooks/{hook.Id}/disable", "");
        string after;
        do
        {
            Cancel.ThrowIfCancellationRequested();
            after = await TextAsync();
        }
        while (Of(after, "taskhub_recorder_batch_count") == Of(before, "taskhub_recorder_batch_count"));

        foreach (var once in new[]
        {
            "taskhub_events_total{type=\"task.created\"}", "taskhub_attempts_total{outcome=\"ok\"}", "taskhub_attempt_duration_seconds_count",
            "taskhub_delivery_latency_seconds_count", "taskhub_recorder_batch_count", "taskhub_guard_refusals_total{reason=\"private_address\"}",
        })
        {
            Assert.Equal(Of(before, once) + 1, Of(after, once));
        }
    }

    private static double Of(string text, string series) =>
        text.Split('\n').FirstOrDefault(line => line.StartsWith(series + " ", StringComparison.Ordinal)) is { } line
            ? double.Parse(line.AsSpan(series.Length), CultureInfo.InvariantCulture)
            : 0;

    private async Task<string> OfOwnerAsync(long organization)
    {
        await using var db = await world.Hub.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancel);
        var id = await db.Users.Where(u => u.IsOperator).Select(u => u.Id).SingleAsync(Cancel);
        var owner = await world.Hub.Services.GetRequiredService<Actors>().FindAsync(id, cancel: Cancel);
        return (await world.Hub.Services.GetRequiredService<CreateAccessToken>().RunAsync(owner!, new(organization, "Bound"), Cancel)).Value.Text;
    }

    private Task<string> OfSomebodyAsync() => world.Hub.Services.GetRequiredService<WriteGate>().RunAsync(async db =>
    {
        var token = TokenFormat.Create();
        var user = NewUser.Make("Somebody", "somebody@example.org", world.Hub.Services.GetRequiredService<Passwords>().Hash(Hub.Password), DateTimeOffset.UnixEpoch);
        db.Add(user);
        await db.SaveChangesAsync(Cancel);
        db.Add(new Membership { OrganizationId = world.Organization, UserId = user.Id, Role = Role.Administrator });
        db.Add(new AccessToken { UserId = user.Id, Name = "other", Hash = TokenFormat.Hash(token), Ending = TokenFormat.Ending(token), Scopes = Scopes.All });
        await db.SaveChangesAsync(Cancel);
        return token;
    });

    private async Task<string> TextAsync() => (await GetAsync()).Text;

    private async Task<(HttpStatusCode Status, string Text)> GetAsync(Action<HttpRequestMessage>? change = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, world.Hub.Url + "/metrics");
        change?.Invoke(request);
        using var answer = await client.SendAsync(request, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    [GeneratedRegex("""^(# (HELP|TYPE) [a-z_:]+ .+|[a-zA-Z_:]+(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? -?([0-9.eE+-]+|\+Inf))$""")]
    private static partial Regex Line();
}
