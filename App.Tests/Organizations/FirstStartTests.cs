using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Configuration;
using TaskHub.Organizations;
using TaskHub.Tests.Browser;
using TaskHub.Tests.Identity;

namespace TaskHub.Tests.Organizations;

/// <summary>A hub without a person; nothing here gives it one.</summary>
public sealed class UntouchedHub : PagesHub
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings => Hub.Untouched;
}

public sealed class FirstStartTests(UntouchedHub fixture) : IClassFixture<UntouchedHub>, IDisposable
{
    private readonly Hub hub = fixture.Hub;
    private readonly FormClient client = new(fixture.Hub);

    private string Code => hub.Services.GetRequiredService<FirstStart>().Code;

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/app/organizations")]
    [InlineData("/app/organization/1/settings")]
    [InlineData("/account")]
    public async Task Until_somebody_has_an_account_every_page_asks_for_the_code(string path)
    {
        var visit = await client.GetAsync(path);

        Assert.Equal((HttpStatusCode.Found, "/setup"), (visit.Status, visit.Location));
        var page = await client.GetAsync("/setup");
        Assert.NotNull(page.Document.QuerySelector("input[name=code]"));
        Assert.Null(page.Document.QuerySelector("input[type=password]"));
    }

    [Fact]
    public async Task What_is_no_page_is_not_led_anywhere()
    {
        using var http = hub.CreateClient();
        using var style = await http.GetAsync("/app.css");
        using var api = await http.GetAsync("/api/3/me");

        Assert.Equal(HttpStatusCode.OK, style.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
    }

    [Fact]
    public async Task A_wrong_code_opens_nothing()
    {
        var page = await client.GetAsync("/setup?code=" + new string('0', 40));

        Assert.Equal(OrganizationsText.CodeWrong, page.Alert);
        Assert.Null(page.Document.QuerySelector("input[type=password]"));
        Assert.Matches("^[0-9a-f]{40}$", Code);
    }

    [Fact]
    public async Task Bad_input_names_its_field_and_keeps_the_rest()
    {
        var visit = await client.SendAsync(
            $"/setup?code={Code}", "set-up",
            ("Input.Name", "Ada"), ("Input.Email", "ada@example.com"), ("Input.Password", "password1234"), ("Input.Organization", "Engines"));

        Assert.Equal(HttpStatusCode.OK, visit.Status);
        Assert.Equal("true", visit.Document.QuerySelector("input[type=password]")!.GetAttribute("aria-invalid"));
        Assert.Equal("Engines", visit.Document.QuerySelector("[name='Input.Organization']")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("Email", "not an address", "TaskHub:Setup:Email")]
    [InlineData("Email", "", "TaskHub:Setup:Email")]
    [InlineData("Password", "short", "TaskHub:Setup:Password")]
    [InlineData("Password", "", "TaskHub:Setup:Password")]
    [InlineData("Organization", "", "TaskHub:Setup:Organization")]
    [InlineData("Token", "thub_pat_short", "TaskHub:Setup:Token")]
    [InlineData("Token", "ghp_pat_0123456789abcdefghijklmnopqrstuvwxyzAB", "TaskHub:Setup:Token")]
    public async Task A_bad_value_of_the_unattended_set_up_is_named(string key, string value, string named)
    {
        var configuration = SetUpTests.Unattended();
        configuration["TaskHub:Setup:" + key] = value;

        var problem = await Assert.ThrowsAsync<ConfigurationException>(() => SetUpTests.RunAsync(hub, configuration));

        Assert.Equal(named, problem.Key);
        Assert.DoesNotContain('\n', problem.Message);
        Assert.True(await hub.Services.GetRequiredService<FirstStart>().WaitsAsync());
    }
}
