using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Tests.Browser;

namespace TaskHub.Tests.Identity;

public sealed class SignInTests(PagesHub fixture) : IClassFixture<PagesHub>, IDisposable
{
    private readonly Hub hub = fixture.Hub;
    private readonly FormClient client = new(fixture.Hub);

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("/sign-in", "/")]
    [InlineData("/sign-in?returnUrl=%2Fapp%2Forganizations%3Fa%3D1", "/app/organizations?a=1")]
    [InlineData("/sign-in?returnUrl=https%3A%2F%2Fevil.example", "/")]
    [InlineData("/sign-in?returnUrl=%2F%2Fevil.example", "/")]
    [InlineData("/sign-in?returnUrl=%2F%5Cevil.example", "/")]
    [InlineData("/sign-in?returnUrl=%2F%09%2Fevil.example", "/")]
    [InlineData("/sign-in?returnUrl=javascript%3Aalert(1)", "/")]
    public async Task Signing_in_leads_where_one_wanted_but_never_off_the_hub(string path, string expected)
    {
        var visit = await client.SignInAsync(path: path);

        Assert.Equal(HttpStatusCode.Found, visit.Status);
        Assert.Equal(expected, new Uri(new Uri(hub.Url), visit.Location!) is var to && to.Authority == new Uri(hub.Url).Authority ? to.PathAndQuery : visit.Location);
    }

    [Fact]
    public async Task An_unknown_address_and_a_wrong_password_are_answered_alike()
    {
        await AddPersonAsync("alike@example.com");

        var wrong = await client.SignInAsync("alike@example.com", "not the password");
        var unknown = await client.SignInAsync("nobody@example.com", "not the password");

        Assert.Equal((HttpStatusCode.OK, IdentityText.NotSignedIn), (wrong.Status, wrong.Alert));
        Assert.Equal((wrong.Status, wrong.Alert, wrong.Title), (unknown.Status, unknown.Alert, unknown.Title));
        Assert.DoesNotContain(wrong.Cookies.Concat(unknown.Cookies), c => c.StartsWith("TaskHub=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Five_failures_lock_out_the_right_password_too_and_say_nothing_new()
    {
        await AddPersonAsync("locked@example.com");
        for (var i = 0; i < 5; i++)
        {
            await client.SignInAsync("locked@example.com", "not the password");
        }

        var right = await client.SignInAsync("locked@example.com");

        Assert.Equal((HttpStatusCode.OK, IdentityText.NotSignedIn), (right.Status, right.Alert));
    }

    [Fact]
    public async Task A_page_asks_to_sign_in_and_remembers_what_was_wanted()
    {
        var settings = await client.GetAsync("/app/organization/1/settings?x=1");
        var start = await client.GetAsync("/");
        var api = await client.GetAsync("/api/3/me");

        Assert.Equal((HttpStatusCode.Found, "/sign-in?returnUrl=%2Fapp%2Forganization%2F1%2Fsettings%3Fx%3D1"), (settings.Status, settings.Location));
        Assert.Equal((HttpStatusCode.Found, "/sign-in"), (start.Status, start.Location));
        Assert.Equal(HttpStatusCode.Unauthorized, api.Status);
    }

    [Fact]
    public async Task A_session_keeps_its_cookie_from_scripts_and_other_sites_and_ends_by_signing_out()
    {
        var visit = await client.SignInAsync();
        var cookie = Assert.Single(visit.Cookies, c => c.StartsWith("TaskHub=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/account")).Status);

        var left = await client.SendAsync("/sign-out", "sign-out");

        Assert.Equal(HttpStatusCode.Found, left.Status);
        Assert.Equal(HttpStatusCode.Found, (await client.GetAsync("/account")).Status);
    }

    [Fact]
    public async Task A_form_of_another_site_is_refused()
    {
        await client.SignInAsync();

        Assert.Equal(HttpStatusCode.BadRequest, await client.PostBareAsync("/sign-out", ("_handler", "sign-out")));
        Assert.Equal(HttpStatusCode.BadRequest, await client.PostBareAsync("/sign-in", ("_handler", "sign-in"), ("Input.Email", "a@b.c")));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/account")).Status);
    }

    [Fact]
    public async Task Behind_https_the_cookie_is_bound_to_this_very_host()
    {
        await using var secure = new Hub([new("TaskHub:PublicUrl", "https://hub.example")]).Start();
        using var browser = new FormClient(secure);

        var page = await browser.GetAsync("/sign-in");

        var cookie = Assert.Single(page.Cookies);
        Assert.StartsWith("__Host-TaskHub.Form=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.OK)]
    [InlineData("itself", HttpStatusCode.OK)]
    public async Task A_page_of_another_site_opens_no_circuit(string? origin, HttpStatusCode expected)
    {
        using var http = hub.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, hub.Url + "/_blazor/negotiate?negotiateVersion=1");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin == "itself" ? hub.Url : origin);
        }

        using var answer = await http.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);

        // A client may leave out the negotiation, and a WebSocket knows no CORS.
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin == "itself" ? hub.Url : origin);
        }

        var opens = socket.ConnectAsync(new Uri(hub.Url.Replace("http", "ws", StringComparison.Ordinal) + "/_blazor"), TestContext.Current.CancellationToken);
        if (expected == HttpStatusCode.OK)
        {
            await opens;
        }
        else
        {
            await Assert.ThrowsAsync<WebSocketException>(() => opens);
        }

        Assert.Equal(expected == HttpStatusCode.OK ? HttpStatusCode.SwitchingProtocols : expected, socket.HttpStatusCode);
    }

    private Task AddPersonAsync(string email) => hub.Services.GetRequiredService<WriteGate>().RunAsync(async db =>
    {
        db.Add(NewUser.Make("Somebody", email, new Passwords().Hash(Hub.Password), TimeProvider.System.GetUtcNow()));
        await db.SaveChangesAsync();
    });
}
