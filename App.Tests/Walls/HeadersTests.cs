using System.Net.Sockets;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Organizations;
using TaskHub.Tests.Browser;
using TaskHub.Tests.Faults;
using TaskHub.Tests.Identity;

namespace TaskHub.Tests.Walls;

/// <summary>What every answer tells a browser to refuse, whatever was asked and whatever went wrong.</summary>
public sealed class HeadersTests(HeadersTests.Strict fixture) : IClassFixture<HeadersTests.Strict>
{
    private readonly Hub hub = fixture.Hub;

    /// <summary>A hub that people reach by https, as after a publish.</summary>
    public sealed class Strict : PagesHub
    {
        protected override IEnumerable<KeyValuePair<string, string>> Settings => [new("TaskHub:PublicUrl", "https://hub.example"), new("environment", "Production")];
    }

    [Theory]
    [InlineData("/sign-in", 200)]
    [InlineData("/account", 302)]
    [InlineData("/no/such/page", 404)]
    [InlineData("/app.css", 200)]
    [InlineData("/_framework/blazor.web.js", 200)]
    [InlineData("/health/live", 200)]
    [InlineData("/metrics", 200)]
    [InlineData("/api/3/me", 401)]
    [InlineData("/api/3/no/such/thing", 404)]
    [InlineData("/_blazor/negotiate", 405)]
    [InlineData("/error", 200)]
    public async Task Every_answer_carries_them(string path, int status)
    {
        using var answer = await GetAsync(path, "hub.example");

        Assert.Equal(status, (int)answer.StatusCode);
        string Header(string name) => string.Join("|", answer.Headers.TryGetValues(name, out var values) ? values : []);
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("DENY", Header("X-Frame-Options"));
        Assert.Equal("same-origin", Header("Referrer-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
        Assert.Equal("max-age=31536000; includeSubDomains", Header("Strict-Transport-Security"));
        Assert.Contains("camera=()", Header("Permissions-Policy"), StringComparison.Ordinal);
        Assert.Empty(Header("Server"));
        Assert.Empty(Header("X-Powered-By"));
        Assert.NotEmpty(Header("X-Request-Id"));
        var policy = Header("Content-Security-Policy");
        Assert.DoesNotContain("|", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        if (answer.Content.Headers.ContentType?.MediaType == "text/html" || path.StartsWith("/api", StringComparison.Ordinal))
        {
            Assert.True(answer.Headers.CacheControl?.NoStore, "A page, or an answer of the API, may be kept nowhere.");
        }
    }

    [Fact]
    public async Task A_page_that_breaks_says_nothing_of_itself_but_a_reference_that_is_in_the_log()
    {
        var log = new HeardLog();
        await using var broken = new Hub([new("environment", "Production")]) { Logs = log }.Start();
        await broken.Services.GetRequiredService<WriteGate>().RunAsync(db => db.Database.ExecuteSqlRawAsync("DROP TABLE \"Invitations\""));
        using var http = broken.CreateClient();
        using var answer = await http.GetAsync(new Uri(broken.Services.GetRequiredService<InvitationLinks>().For(1)).PathAndQuery, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var reference = answer.Headers.GetValues("X-Request-Id").Single();

        Assert.Equal(500, (int)answer.StatusCode);
        Assert.Contains($"<code id=\"reference\">{reference}</code>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sqlite", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" at TaskHub.", text, StringComparison.Ordinal);
        Assert.Contains(log.Lines, line => line.StartsWith("GET /invitations/", StringComparison.Ordinal) && line.EndsWith($"failed (request {reference})", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_number_of_an_inline_script_is_new_with_every_answer()
    {
        using var one = await GetAsync("/sign-in", "hub.example");
        using var two = await GetAsync("/sign-in", "hub.example");

        var (first, second) = (Policy(one), Policy(two));
        Assert.NotEqual(first, second);
        var nonce = System.Text.RegularExpressions.Regex.Match(first, "'nonce-([^']+)'").Groups[1].Value;
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await one.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var scripts = page.QuerySelectorAll("script:not([src])");
        Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.Equal(nonce, script.GetAttribute("nonce")));
        Assert.Empty(page.QuerySelectorAll("style, [style], [onclick], [onload], [onerror]"));

        static string Policy(HttpResponseMessage answer) => answer.Headers.GetValues("Content-Security-Policy").Single();
    }

    [Theory]
    [InlineData("hub.example", 200)]
    [InlineData("localhost", 200)]
    [InlineData("127.0.0.1:1234", 200)]
    [InlineData("[::1]", 200)]
    [InlineData("evil.example", 400)]
    [InlineData("hub.example.evil.example", 400)]
    [InlineData("localhost.evil.example", 400)]
    public async Task Only_the_names_of_the_hub_are_answered(string host, int status)
    {
        using var answer = await GetAsync("/health/live", host);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("TRACK")]
    [InlineData("DEBUG")]
    [InlineData("PROPFIND")]
    public async Task A_method_that_reads_a_request_back_or_that_nobody_knows_is_refused(string method)
    {
        foreach (var path in new[] { "/", "/sign-in", "/app.css", "/api/3/me", "/health/live" })
        {
            var answer = await RawAsync($"{method} {path} HTTP/1.1\r\nHost: localhost\r\nCookie: secret=canary\r\nConnection: close\r\n\r\n");

            Assert.Matches("^HTTP/1.1 (405|404|401|400) ", answer);
            Assert.DoesNotContain("canary", answer, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/.git/config")]
    [InlineData("/.env")]
    [InlineData("/appsettings.json")]
    [InlineData("/taskhub.db")]
    [InlineData("/Data/taskhub.db")]
    [InlineData("/keys/")]
    [InlineData("/wwwroot/app.css")]
    [InlineData("/fonts/")]
    [InlineData("/..%2fappsettings.json")]
    [InlineData("/%2e%2e/appsettings.json")]
    [InlineData("/swagger")]
    [InlineData("/_framework/")]
    public async Task What_is_no_page_is_not_served(string path)
    {
        var answer = await RawAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        Assert.Matches("^HTTP/1.1 (404|400) ", answer);
    }

    [Fact]
    public async Task A_body_beyond_the_bound_is_refused_before_it_is_read()
    {
        var answer = await RawAsync(
            "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 50000000\r\nConnection: close\r\n\r\na=");

        Assert.Matches("^HTTP/1.1 (413|400) ", answer);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string host)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, hub.Url + path);
        request.Headers.Host = host;
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<string> RawAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("localhost", new Uri(hub.Url).Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
