using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Tests.Browser;

namespace TaskHub.Tests.Api;

/// <summary>What every request to the API passes: scopes, limits, and what becomes of a fault.</summary>
public sealed class GateTests
{
    [Fact]
    public async Task A_token_does_only_what_its_scopes_allow()
    {
        await using var hub = new Hub().Start();
        using var reader = new ApiClient(hub, await TokenAsync(hub, Scopes.Read));
        using var writer = new ApiClient(hub, await TokenAsync(hub, Scopes.Write));
        using var webhooks = new ApiClient(hub, await TokenAsync(hub, Scopes.WebHooks));

        Assert.Equal(200, (await reader.GetAsync("/projects")).Status);
        Assert.Equal(201, (await writer.PostAsync("/projects", """{"name":"P"}""")).Status);
        Assert.Equal(200, (await webhooks.GetAsync("/organizations/1/web_hooks")).Status);
        ApiAnswer[] refused =
        [
            await reader.PostAsync("/projects", """{"name":"P"}"""), await reader.PatchAsync("/projects/1", "{}"), await reader.DeleteAsync("/projects/1"),
            await writer.GetAsync("/projects"), await writer.PatchAsync("/organizations/1", """{"name":"N"}"""), await writer.GetAsync("/organizations/1/web_hooks"),
            await webhooks.GetAsync("/projects"), await webhooks.PostAsync("/projects", """{"name":"P"}"""),
        ];
        Assert.All(refused, answer => Assert.Equal(
            """{"title":"Forbidden","status":403,"error":{"message":"Forbidden","description":"Insufficient authorization"}}""", answer.Text));
    }

    [Fact]
    public async Task Each_token_has_so_many_requests_a_minute()
    {
        await using var hub = new Hub([new("TaskHub:Api:RequestsPerMinute", "3")]).Start();
        using var api = new ApiClient(hub);
        using var other = new ApiClient(hub, await TokenAsync(hub, Scopes.All));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(200, (await api.GetAsync("/projects")).Status);
        }

        var limited = await api.GetAsync("/projects");

        Assert.Equal((429, 429), (limited.Status, (int)limited.Object["status"]!));
        Assert.InRange(int.Parse(limited.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal(200, (await other.GetAsync("/projects")).Status);
    }

    [Fact]
    public async Task A_fault_of_ours_says_nothing_of_itself()
    {
        await using var hub = new Hub().Start();
        using var api = new ApiClient(hub);
        await hub.Services.GetRequiredService<WriteGate>().RunAsync(db => db.Database.ExecuteSqlRawAsync("""ALTER TABLE "Tasks" RENAME TO "Gone";"""));

        var answer = await api.GetAsync("/tasks");

        Assert.Equal(
            (500, """{"title":"Internal Server Error","status":500,"error":{"message":"Internal Server Error","description":"Something went wrong here; it has been written down"}}"""),
            (answer.Status, answer.Text));
    }

    [Fact]
    public async Task A_session_of_the_browser_opens_nothing_here()
    {
        await using var hub = new Hub().Start();
        using var browser = hub.CreateClient();
        var form = await browser.GetStringAsync("/sign-in", TestContext.Current.CancellationToken);
        var antiforgery = System.Text.RegularExpressions.Regex.Match(form, "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"").Groups[1].Value;
        var fields = System.Text.RegularExpressions.Regex.Matches(form, "<input[^>]* name=\"([^\"]+)\"").Select(m => m.Groups[1].Value).Distinct().ToList();
        using var content = new FormUrlEncodedContent(fields.Select(name => KeyValuePair.Create(
            name,
            name.EndsWith("Email", StringComparison.OrdinalIgnoreCase) ? Hub.OwnerEmail
                : name.EndsWith("Password", StringComparison.OrdinalIgnoreCase) ? Hub.Password
                : name == "__RequestVerificationToken" ? antiforgery : "sign-in")));
        using var signedIn = await browser.PostAsync("/sign-in", content, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("/sign-in", signedIn.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);

        using var asked = await browser.GetAsync("/api/3/projects", TestContext.Current.CancellationToken);
        using var withToken = new HttpRequestMessage(HttpMethod.Get, "/api/3/projects");
        withToken.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Hub.Token);
        using var answered = await browser.SendAsync(withToken, TestContext.Current.CancellationToken);

        Assert.Equal((401, 200), ((int)asked.StatusCode, (int)answered.StatusCode));
    }

    internal static async Task<string> TokenAsync(Hub hub, Scopes scopes)
    {
        var actor = await hub.Services.GetRequiredService<Actors>().FindAsync(1);
        return (await hub.Services.GetRequiredService<CreateAccessToken>().RunAsync(actor!, new NewAccessToken(1, "Script", scopes))).Value.Text;
    }
}
