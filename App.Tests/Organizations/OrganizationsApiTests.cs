using TaskHub.Organizations;
using TaskHub.Tests.Api;
using TaskHub.Tests.Identity;

namespace TaskHub.Tests.Organizations;

public sealed class OrganizationsApiTests(ApiHub hub) : IClassFixture<ApiHub>
{
    private readonly ApiClient api = hub.Api;

    [Fact]
    public async Task An_organization_is_made_renamed_and_deleted()
    {
        var made = await api.PostAsync("/organizations", """{"name":" Second "}""");
        var renamed = await api.PatchAsync($"/organizations/{made.Id}", """{"name":"Renamed"}""");

        Assert.Equal((201, $"{ApiHub.Url}/api/3/organizations/{made.Id}"), (made.Status, made.Headers["Location"]));
        Assert.Equal(["type", "id", "name", "created_at", "updated_at"], made.Object.Select(p => p.Key));
        Assert.Equal("Renamed", (string?)renamed.Object["name"]);
        Assert.Equal(renamed.Text, (await api.GetAsync($"/organizations/{made.Id}")).Text);
        Assert.Equal(204, (await api.DeleteAsync($"/organizations/{made.Id}")).Status);
        Assert.Equal(404, (await api.GetAsync($"/organizations/{made.Id}")).Status);
        Assert.Equal(409, (await api.DeleteAsync($"/organizations/{hub.Organization}")).Status);
    }

    [Fact]
    public async Task An_unknown_email_makes_a_person_who_chooses_a_password_by_the_link()
    {
        var made = await api.PostAsync(
            Memberships, $$"""{"email":"eva@example.com","name":"Eva","role":"external","project_ids":[{{hub.Project}}]}""");

        Assert.Equal(201, made.Status);
        Assert.Equal(["type", "id", "user_id", "organization_id", "role", "project_ids", "invitation_url"], made.Object.Select(p => p.Key));
        Assert.Equal(("Membership", "external"), ((string?)made.Object["type"], (string?)made.Object["role"]));
        var link = new Uri((string)made.Object["invitation_url"]!);
        Assert.Equal(ApiHub.Url, link.GetLeftPart(UriPartial.Authority));
        Assert.DoesNotContain("invitation_url", (await api.GetAsync($"{Memberships}/{made.Id}")).Text, StringComparison.Ordinal);
        Assert.Equal("Eva", (string?)(await api.GetAsync($"/users/{made.Object["user_id"]}")).Object["name"]);

        using var browser = new FormClient(hub.Hub);
        var page = await browser.GetAsync(link.PathAndQuery);
        Assert.Equal("Choose a password", page.Title);
    }

    [Fact]
    public async Task A_repeated_request_answers_the_membership_without_the_link()
    {
        const string body = """{"email":"twice@example.com"}""";
        var first = await api.PostAsync(Memberships, body, ("Idempotency-Key", "membership-1"));
        var again = await api.PostAsync(Memberships, body, ("Idempotency-Key", "membership-1"));

        Assert.Equal((201, first.Id), (again.Status, again.Id));
        Assert.NotNull(first.Object["invitation_url"]);
        Assert.Null(again.Object["invitation_url"]);
    }

    [Fact]
    public async Task A_role_is_changed_by_its_name_and_the_last_administrator_stays()
    {
        var made = await api.PostAsync(Memberships, """{"email":"paul@example.com"}""");
        Assert.Equal("participant", (string?)made.Object["role"]);

        Assert.Equal("admin", (string?)(await api.PatchAsync($"{Memberships}/{made.Id}", """{"role":"administrator"}""")).Object["role"]);
        Assert.Equal("external", (string?)(await api.PatchAsync($"{Memberships}/{made.Id}", """{"role":"external"}""")).Object["role"]);
        var unknown = await api.PatchAsync($"{Memberships}/{made.Id}", """{"role":"boss"}""");
        Assert.Equal((422, OrganizationsText.UnknownRole), (unknown.Status, unknown.Error("role")));
        Assert.Equal(204, (await api.DeleteAsync($"{Memberships}/{made.Id}")).Status);

        var me = (long)(await api.GetAsync("/me")).Object["id"]!;
        var mine = (await api.GetAsync(Memberships)).Array.Single(m => (long)m!["user_id"]! == me)!["id"];
        Assert.Equal(409, (await api.PatchAsync($"{Memberships}/{mine}", """{"role":"participant"}""")).Status);
        Assert.Equal(409, (await api.DeleteAsync($"{Memberships}/{mine}")).Status);
    }

    [Theory]
    [InlineData("""{}""", 422, "email")]
    [InlineData("""{"email":"nobody"}""", 422, "email")]
    [InlineData("""{"user_id":987654}""", 422, "user_id")]
    [InlineData("""{"user_id":"one"}""", 400, "user_id")]
    [InlineData("""{"email":"x@example.com","project_ids":[987654]}""", 422, "project_ids")]
    [InlineData("""{"email":"x@example.com","role":7}""", 400, "role")]
    public async Task Bad_input_is_answered_with_its_field(string body, int status, string field)
    {
        var answer = await api.PostAsync(Memberships, body);

        Assert.Equal(status, answer.Status);
        Assert.NotEmpty(answer.Error(field));
    }

    [Fact]
    public async Task People_whom_one_shares_nothing_with_are_not_there()
    {
        Assert.Equal(404, (await api.GetAsync("/users/987654")).Status);
        Assert.Equal(404, (await api.GetAsync("/organizations/987654")).Status);
        Assert.Equal(404, (await api.GetAsync("/organizations/987654/memberships")).Status);
    }

    private string Memberships => $"/organizations/{hub.Organization}/memberships";
}
