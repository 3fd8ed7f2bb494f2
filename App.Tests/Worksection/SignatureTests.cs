using System.Net.Http.Headers;
using System.Text;
using TaskHub.Tests.Api;

namespace TaskHub.Tests.Worksection;

public sealed class SignatureTests(WorksectionHub hub) : IClassFixture<WorksectionHub>
{
    private static readonly (int, string, string?) Refused = (2, "Action hash is missed or invalid", null);

    [Fact]
    public async Task The_test_vector_of_the_documentation_is_believed()
    {
        var answer = await hub.SendAsync(HttpMethod.Get, "/api/admin/v2/?action=get_tasks&id_project=26&hash=ec3ab2c28f21b4a07424f8ed688d6644");

        Assert.Equal((4, "Project is invalid", null), answer.Refused());
        Assert.Equal((200, "application/json; charset=utf-8"), (answer.Status, answer.Headers["Content-Type"]));
    }

    [Theory]
    [InlineData("action=search_tasks&filter=name+has+%27Write%27")]
    [InlineData("action=search_tasks&filter=name%20has%20%27Write%27")]
    [InlineData("filter=name%20has%20'Write'&action=search_tasks")]
    [InlineData("action=search_tasks&filter=name%20has%20%22%d0%af~%22")]
    public async Task The_hash_is_over_the_query_as_it_was_sent(string query) => (await hub.QueryAsync(query)).Data();

    [Fact]
    public async Task Where_the_hash_is_over_a_form_nothing_that_the_query_adds_counts()
    {
        const string form = "action=get_projects";
        var seen = $"{form}&hash={WorksectionHub.Hash(form)}";
        var answer = (await hub.SendAsync(HttpMethod.Post, "/api/admin/v2/?action=get_users&email_user_from=somebody@example.com", Form(seen))).Data();
        Assert.Equal((await hub.SendAsync(HttpMethod.Post, "/api/admin/v2/", Form(seen))).Data().ToJsonString(), answer.ToJsonString());
    }

    [Fact]
    public async Task The_hash_may_stand_in_the_middle_and_in_capitals()
    {
        var hash = WorksectionHub.Hash("action=get_projects&filter=active").ToUpperInvariant();

        (await hub.SendAsync(HttpMethod.Get, $"/api/admin/v2?action=get_projects&hash={hash}&filter=active")).Data();
    }

    [Fact]
    public async Task A_form_is_signed_by_the_hash_in_it_or_in_the_query()
    {
        const string form = "action=get_projects&filter=active";
        (await hub.SendAsync(HttpMethod.Post, "/api/admin/v2/", Form($"{form}&hash={WorksectionHub.Hash(form)}"))).Data();

        const string query = "action=get_projects";
        (await hub.SendAsync(HttpMethod.Post, $"/api/admin/v2/?{query}&hash={WorksectionHub.Hash(query)}", Form("filter=active"))).Data();
    }

    [Theory]
    [InlineData(-290, true)]
    [InlineData(290, true)]
    [InlineData(-330, false)]
    [InlineData(330, false)]
    public async Task A_header_is_believed_for_five_minutes(int seconds, bool believed)
    {
        var header = WorksectionHub.Header("get_projects", WorksectionHub.Key, TimeProvider.System.GetUtcNow().AddSeconds(seconds));

        Assert.Equal(believed ? 200 : 401, (await hub.AskUnderAsync("get_projects", "", header)).Status);
    }

    [Fact]
    public async Task Whatever_is_not_signed_gets_one_and_the_same_answer()
    {
        var now = TimeProvider.System.GetUtcNow();
        var good = WorksectionHub.Header("get_projects", WorksectionHub.Key, now);
        const string query = "action=get_projects";
        const string unsignedAction = "page=1";
        List<ApiAnswer> answers =
        [
            await hub.SendAsync(HttpMethod.Get, "/api/admin/v2"),
            await hub.SendAsync(HttpMethod.Get, "/api/admin/v2/?action=nothing_of_the_kind"),
            await hub.QueryAsync(query, new string('0', 32)),
            await hub.SendAsync(HttpMethod.Get, $"/api/admin/v2/?{query}&filter=active&hash={WorksectionHub.Hash(query)}"),
            await hub.SendAsync(HttpMethod.Get, $"/api/admin/v2/?{query}&hash=zz{WorksectionHub.Hash(query)[2..]}"),
            await hub.SendAsync(HttpMethod.Post, $"/api/admin/v2/?{unsignedAction}&hash={WorksectionHub.Hash(unsignedAction)}", Form("action=get_projects")),
            await hub.AskAsync("get_projects", key: new string('0', 32)),
            await hub.AskUnderAsync("get_tasks", "", good),
            await hub.AskUnderAsync("get_projects", "", $"{good}0"),
            await hub.AskUnderAsync("get_projects", "", "Admin nonsense"),
            await hub.AskUnderAsync("get_projects", "", $"Admin {now.ToUnixTimeSeconds()}_"),
            await hub.AskUnderAsync("get_projects", "", $"Bearer {Browser.Hub.Token}"),
        ];

        Assert.All(answers, answer => Assert.Equal((401, Refused), (answer.Status, answer.Refused())));
        Assert.Single(answers.Select(a => a.Text).Distinct());
    }

    [Fact]
    public async Task An_action_that_is_not_there_is_an_error_of_its_own()
    {
        var answer = await hub.AskAsync("get_task_tags");

        Assert.Equal((200, (1, "Action is missed or invalid", null)), (answer.Status, answer.Refused()));
        Assert.Equal((1, "Action is missed or invalid", null), (await hub.AskAsync("")).Refused());
        Assert.Equal((1, "Action is missed or invalid", null), (await hub.QueryAsync("page=1")).Refused());
        Assert.Equal((1, "Action is missed or invalid", null), (await hub.QueryAsync("action=")).Refused());
    }

    [Fact]
    public async Task Who_asks_about_an_action_with_HEAD_does_not_do_it()
    {
        const string query = "action=get_projects";
        Assert.Equal(405, (await hub.SendAsync(HttpMethod.Head, $"/api/admin/v2/?{query}&hash={WorksectionHub.Hash(query)}")).Status);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Another_method_is_an_error_of_its_own_words(string method)
    {
        var answer = await hub.SendAsync(new HttpMethod(method), "/api/admin/v2/?action=get_projects");

        Assert.Equal((405, (1, "Request method should be GET or POST", null)), (answer.Status, answer.Refused()));
    }

    [Fact]
    public async Task A_query_of_more_than_8_KB_is_too_long() =>
        Assert.Equal(414, (await hub.QueryAsync("action=get_projects&text=" + new string('a', 8_192))).Status);

    [Theory]
    [InlineData("[1]")]
    [InlineData("{\"id_project\":")]
    [InlineData("nonsense")]
    [InlineData("{\"title\":\"\\ud800\"}")]
    public async Task A_body_that_is_neither_a_form_nor_an_object_is_refused(string body) =>
        Assert.Equal((11, "Body should be a form or a JSON object", null), (await hub.AskAsync("get_projects", body)).Refused());

    [Fact]
    public async Task A_body_of_more_than_a_megabyte_is_too_large()
    {
        // Asking before it sends, as curl does with a large body, it hears the answer whole.
        using var body = new StringContent($$"""{"text":"{{new string('a', 1024 * 1024)}}"}""", Encoding.UTF8, "application/json");
        var header = WorksectionHub.Header("get_projects", WorksectionHub.Key, TimeProvider.System.GetUtcNow());
        var answer = await hub.SendAsync(HttpMethod.Post, "/api/admin/v2?action=get_projects", body, ("Authorization", header), ("Expect", "100-continue"));

        Assert.Equal((413, (11, "Request is larger than 1 MB", null)), (answer.Status, answer.Refused()));
    }

    private static StringContent Form(string form) =>
        new(form, Encoding.UTF8, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
}
