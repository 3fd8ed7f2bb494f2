using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Tests.Api;
using TaskHub.Tests.Browser;
using TaskHub.Tests.Identity;

namespace TaskHub.Tests.Walls;

/// <summary>Signing in tells nothing, leads nowhere else, and lets nobody try for ever; the API takes nothing that it did not ask for.</summary>
public sealed class DoorTests(PagesHub fixture) : IClassFixture<PagesHub>
{
    private readonly Hub hub = fixture.Hub;

    public static TheoryData<string> ForeignUrls =>
    [
        "https://evil.example", "http://evil.example/", "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example",
        "/\t/evil.example", "/\n/evil.example", "\t//evil.example", " //evil.example", "https:evil.example", "https:/evil.example", "javascript:alert(1)", "JaVaScRiPt:alert(1)",
        "data:text/html,x", "vbscript:x", "/%09/evil.example/../..\\", "evil.example", "/\u0000/evil.example", "@evil.example", "/..//evil.example\\",
    ];

    [Theory]
    [MemberData(nameof(ForeignUrls))]
    public async Task No_link_leads_off_the_hub_after_signing_in(string url)
    {
        using var client = new FormClient(hub);

        var visit = await client.SignInAsync(path: "/sign-in?returnUrl=" + Uri.EscapeDataString(url));

        Assert.Equal(HttpStatusCode.Found, visit.Status);
        Assert.Equal(new Uri(hub.Url).Authority, new Uri(new Uri(hub.Url), visit.Location).Authority);
        var prove = await client.SendAsync("/prove?returnUrl=" + Uri.EscapeDataString(url), "prove", ("Input.Password", Hub.Password));
        Assert.Equal(new Uri(hub.Url).Authority, new Uri(new Uri(hub.Url), prove.Location).Authority);
    }

    [Fact]
    public async Task An_unknown_person_and_a_wrong_password_are_one_answer_and_the_same_work()
    {
        await using var own = new Hub().Start();
        var check = own.Services.GetRequiredService<CheckPassword>();
        await check.RunAsync(Hub.OwnerEmail, "warm up");
        var (known, unknown) = (new List<double>(), new List<double>());
        for (var i = 0; i < 4; i++)
        {
            known.Add(await TimeAsync(Hub.OwnerEmail));
            unknown.Add(await TimeAsync("nobody@example.com"));
        }

        // No claim about speed: of the two ways neither may skip the slow hash, which would make it a hundred times as quick.
        Assert.True(unknown.Min() * 10 > known.Min(), $"{unknown.Min()} ms against {known.Min()} ms");

        async Task<double> TimeAsync(string email)
        {
            var start = Stopwatch.GetTimestamp();
            Assert.Null(await check.RunAsync(email, "not the password"));
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    [Fact]
    public async Task An_address_that_failed_thirty_times_is_told_to_wait()
    {
        await using var own = new Hub().Start();
        var limit = own.Services.GetRequiredService<SignInLimit>();
        using var client = new FormClient(own);
        Assert.Equal(IdentityText.NotSignedIn, (await client.SignInAsync("nobody@example.com", "not the password")).Alert);
        foreach (var address in new[] { "127.0.0.1", "::1", "::ffff:127.0.0.1" })
        {
            for (var i = 0; i < SignInLimit.Most; i++)
            {
                limit.Failed(address);
            }
        }

        var refused = await client.SignInAsync();

        Assert.Equal((HttpStatusCode.TooManyRequests, IdentityText.TooManyTries), (refused.Status, refused.Alert));
    }

    [Fact]
    public async Task Who_is_forwarded_is_believed_of_named_proxies_only()
    {
        await using var trusting = new Hub([new("TaskHub:TrustedProxies", "127.0.0.0/8, ::1/128, ::ffff:127.0.0.0/104")]).Start();
        await AskAsync(trusting);
        await AskAsync(hub);

        Assert.Equal("203.0.113.9", await LastUseAsync(trusting));
        Assert.NotEqual("203.0.113.9", await LastUseAsync(hub));

        static async Task AskAsync(Hub of)
        {
            using var api = new ApiClient(of);
            Assert.Equal(201, (await api.SendAsync(HttpMethod.Post, "/organizations", """{"name":"Forwarded"}""", ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Host", "evil.example"))).Status);
        }

        static async Task<string?> LastUseAsync(Hub of)
        {
            await using var db = await of.Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
            return db.AuditEntries.Where(e => e.Subject == "Forwarded").Select(e => e.Address).Single();
        }
    }

    [Fact]
    public async Task Fields_that_nobody_offers_are_refused_by_name_and_change_nothing()
    {
        using var api = new ApiClient(hub);
        var project = await api.PostAsync("/projects", """{"organization_id":1,"name":"Mass"}""");
        var task = await api.PostAsync("/tasks", $$"""{"project_id":{{project.Id}},"name":"T"}""");
        string[] addresses = [$"/tasks/{task.Id}", $"/projects/{project.Id}"];

        foreach (var address in addresses)
        {
            var unknown = await api.SendAsync(HttpMethod.Patch, address, """{"name":"U","is_operator":true,"role":"admin","password_hash":"x","security_stamp":"x"}""");
            var fixedOnes = await api.SendAsync(HttpMethod.Patch, address, """{"name":"U","id":987,"user_id":987,"organization_id":987,"created_at":1}""");

            Assert.Equal((400, 400), (unknown.Status, fixedOnes.Status));
            Assert.All(["is_operator", "role", "password_hash", "security_stamp"], field => Assert.NotEmpty(unknown.Error(field)));
            Assert.All(["id", "user_id", "organization_id", "created_at"], field => Assert.NotEmpty(fixedOnes.Error(field)));
        }

        Assert.Equal(task.Text, (await api.GetAsync($"/tasks/{task.Id}")).Text);
        Assert.Equal(project.Text, (await api.GetAsync($"/projects/{project.Id}")).Text);
        Assert.Equal(200, (await api.GetAsync($"/tasks/{task.Id}")).Status);
        Assert.DoesNotContain("hash", (await api.GetAsync("/me")).Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Two_hundred_malformed_bodies_are_four_hundred_and_something_and_never_a_fault_of_ours()
    {
        using var api = new ApiClient(hub);
        var project = await api.PostAsync("/projects", """{"organization_id":1,"name":"Malformed"}""");
        string[] values =
        [
            "null", "true", "-1", "0", "1e999", "9223372036854775808", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "[]", "[[]]", "{}", "[null]", "{\"a\":{}}", "\"" + new string('x', 70_000) + "\"",
            "\"<script>\"", "\"' OR 1=1 --\"", "\"; DROP TABLE Tasks; --\"", "\"../../etc/passwd\"", "\"%00\"",
        ];
        (string Path, string[] Fields)[] targets =
        [
            ("/tasks", ["name", "project_id", "task_list_id", "assigned_id", "due_on", "labels", "status"]), ("/projects", ["name"]), ("/comments", ["body", "target_id"]),
            ("/organizations", ["name"]),
        ];
        var sent = 0;
        foreach (var (path, fields) in targets)
        {
            foreach (var (field, value) in fields.SelectMany(f => values.Select(v => (f, v))))
            {
                var other = path == "/tasks" && field != "project_id" ? $"\"project_id\":{project.Id}," : "";
                var answer = await api.PostAsync(path, $$"""{{{other}}"{{field}}":{{value}}}""");
                Assert.True(answer.Status < 500, $"{path} {field}={value[..Math.Min(value.Length, 60)]}: {answer.Text}");
                Assert.DoesNotContain("Exception", answer.Text, StringComparison.Ordinal);
                sent++;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{sent} bodies");
        Assert.True(sent >= 200);
        Assert.Equal(200, (await api.GetAsync("/tasks")).Status);
    }

    [Theory]
    [InlineData("q=%27%20OR%201%3D1%20--")]
    [InlineData("q=%25%25%25")]
    [InlineData("q=%00")]
    [InlineData("order=id;DROP%20TABLE%20Tasks")]
    [InlineData("order=password_hash-DESC")]
    [InlineData("page=99999999999")]
    [InlineData("per_page=-1")]
    [InlineData("project_id=1%20OR%201%3D1")]
    [InlineData("status=open%27")]
    [InlineData("updated_since=1e9")]
    public async Task A_question_that_would_be_a_statement_is_only_a_question(string query)
    {
        using var api = new ApiClient(hub);
        var answer = await api.GetAsync("/tasks?" + query);

        Assert.True(answer.Status is 200 or 400 or 422, answer.Text);
        Assert.Equal(200, (await api.GetAsync("/tasks")).Status);
    }
}
