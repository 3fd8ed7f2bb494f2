using TaskHub.Identity;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Api;

public sealed class IdempotencyTests(ApiHub hub) : IClassFixture<ApiHub>
{
    private readonly ApiClient api = hub.Api;

    [Fact]
    public async Task The_same_request_under_the_same_key_is_done_once_and_answered_twice()
    {
        var body = $$"""{"project_id":{{hub.Project}},"name":"Once"}""";

        var first = await api.PostAsync("/tasks", body, ("Idempotency-Key", "once"));
        await api.PatchAsync($"/tasks/{first.Id}", """{"name":"Changed since"}""");
        var second = await api.PostAsync("/tasks", body, ("Idempotency-Key", "once"));

        Assert.Equal((201, first.Text, first.Headers["Location"]), (second.Status, second.Text, second.Headers["Location"]));
        Assert.Equal("application/json; charset=utf-8", second.Headers["Content-Type"]);
        Assert.Equal((false, "true"), (first.Headers.ContainsKey("Idempotent-Replayed"), second.Headers["Idempotent-Replayed"]));
        Assert.Single((await api.GetAsync($"/tasks?project_id={hub.Project}&q=Changed")).Array);
        Assert.Empty((await api.GetAsync($"/tasks?project_id={hub.Project}&q=Once")).Array);
    }

    [Fact]
    public async Task A_key_stands_for_one_request()
    {
        await api.PostAsync("/projects", """{"name":"A"}""", ("Idempotency-Key", "mine"));

        var otherBody = await api.PostAsync("/projects", """{"name":"B"}""", ("Idempotency-Key", "mine"));
        var otherAddress = await api.PostAsync("/task_lists", """{"name":"A"}""", ("Idempotency-Key", "mine"));
        using var someoneElse = new ApiClient(hub.Hub, await ScriptAsync());
        var otherToken = await someoneElse.PostAsync("/projects", """{"name":"B"}""", ("Idempotency-Key", "mine"));

        Assert.Equal((422, 422, 201), (otherBody.Status, otherAddress.Status, otherToken.Status));
        Assert.NotEmpty(otherBody.Error("Idempotency-Key"));
        Assert.Equal(400, (await api.PostAsync("/projects", """{"name":"A"}""", ("Idempotency-Key", new string('k', 256)))).Status);
    }

    [Fact]
    public async Task A_refused_request_may_come_again_under_its_key()
    {
        Assert.Equal(422, (await api.PostAsync("/projects", """{"name":""}""", ("Idempotency-Key", "again"))).Status);
        Assert.Equal(400, (await api.PostAsync("/projects", """{"name":""", ("Idempotency-Key", "again"))).Status);
        Assert.Equal(201, (await api.PostAsync("/projects", """{"name":"Good"}""", ("Idempotency-Key", "again"))).Status);
    }

    [Fact]
    public async Task Many_at_once_make_one()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            api.PostAsync("/projects", """{"name":"Crowded"}""", ("Idempotency-Key", "crowd"))));

        Assert.All(answers, a => Assert.Contains(a.Status, new[] { 201, 409 }));
        Assert.Single(answers.Where(a => a.Status == 201).Select(a => a.Id).Distinct());
        Assert.Single((await api.GetAsync("/projects?q=Crowded")).Array);
    }

    [Fact]
    public async Task A_secret_is_told_once()
    {
        const string Body = """{"url":"https://example.com/hook","enabled":false}""";

        var first = await api.PostAsync($"/organizations/{hub.Organization}/web_hooks", Body, ("Idempotency-Key", "secret"));
        var second = await api.PostAsync($"/organizations/{hub.Organization}/web_hooks", Body, ("Idempotency-Key", "secret"));

        Assert.Equal((201, 201, first.Id), (first.Status, second.Status, second.Id));
        Assert.NotNull(first.Object["secret"]);
        Assert.False(second.Object.ContainsKey("secret"));
        Assert.Equal(first.Object.Count - 1, second.Object.Count);
    }

    [Fact]
    public async Task A_key_is_free_again_after_a_day_and_one_that_was_cut_off_says_so()
    {
        await using var database = await HubDatabase.CreateAsync();
        var actor = await database.Ada();
        var token = (await database.Get<CreateAccessToken>().RunAsync(actor, new NewAccessToken(database.Acme, "Script"))).Value.Id;
        var answers = database.Get<RememberedAnswers>();
        var taken = await answers.TakeAsync(token, "k", [1]);

        Assert.Equal(KeyState.New, taken.State);
        Assert.Equal(KeyState.UnderWay, (await answers.TakeAsync(token, "k", [1])).State);
        Assert.Equal(KeyState.CutOff, (await new RememberedAnswers(database.Get<Data.WriteGate>(), database.Time).TakeAsync(token, "k", [1])).State);
        await answers.RememberAsync(taken.Answer, 201, "{}", null);
        Assert.Equal(KeyState.Answered, (await answers.TakeAsync(token, "k", [1])).State);
        database.Time.Advance(RememberedAnswers.KeptFor);
        Assert.Equal(KeyState.New, (await answers.TakeAsync(token, "k", [2])).State);
    }

    private async Task<string> ScriptAsync() => await GateTests.TokenAsync(hub.Hub, Scopes.All);
}
