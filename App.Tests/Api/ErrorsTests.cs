using System.Text.Json.Nodes;
using TaskHub.Tests.Browser;

namespace TaskHub.Tests.Api;

/// <summary>Bad input is answered with a problem that names what is wrong, and changes nothing.</summary>
public sealed class ErrorsTests(ApiHub hub) : IClassFixture<ApiHub>
{
    private readonly ApiClient api = hub.Api;

    public static TheoryData<string, int, string> BadTasks => new()
    {
        { """{"name":"N"}""", 422, "project_id" },
        { """{"project_id":P}""", 422, "name" },
        { """{"project_id":P,"name":null}""", 422, "name" },
        { """{"project_id":P,"name":"  "}""", 422, "name" },
        { """{"project_id":P,"name":"\n\u0000"}""", 422, "name" },
        { """{"project_id":P,"name":5}""", 400, "name" },
        { """{"project_id":P,"name":["N"]}""", 400, "name" },
        { """{"project_id":P,"name":"\ud800"}""", 400, "name" },
        { """{"project_id":P,"name":"LONG"}""", 422, "name" },
        { """{"project_id":P,"name":"N","description":"HUGE"}""", 422, "description" },
        { """{"project_id":P,"name":"N","description":7}""", 400, "description" },
        { """{"project_id":"P","name":"N"}""", 400, "project_id" },
        { """{"project_id":null,"name":"N"}""", 400, "project_id" },
        { """{"project_id":1.5,"name":"N"}""", 400, "project_id" },
        { """{"project_id":99999999999999999999,"name":"N"}""", 400, "project_id" },
        { """{"project_id":987654,"name":"N"}""", 422, "project_id" },
        { """{"project_id":P,"name":"N","task_list_id":987654}""", 422, "task_list_id" },
        { """{"project_id":P,"name":"N","assigned_id":987654}""", 422, "assigned_id" },
        { """{"project_id":P,"name":"N","assigned_id":"me"}""", 400, "assigned_id" },
        { """{"project_id":P,"name":"N","priority":11}""", 422, "priority" },
        { """{"project_id":P,"name":"N","priority":-1}""", 422, "priority" },
        { """{"project_id":P,"name":"N","priority":"high"}""", 400, "priority" },
        { """{"project_id":P,"name":"N","priority":99999999999}""", 400, "priority" },
        { """{"project_id":P,"name":"N","urgent":"yes"}""", 400, "urgent" },
        { """{"project_id":P,"name":"N","urgent":null}""", 400, "urgent" },
        { """{"project_id":P,"name":"N","status":"closed"}""", 422, "status" },
        { """{"project_id":P,"name":"N","status":3}""", 400, "status" },
        { """{"project_id":P,"name":"N","due_on":"tomorrow"}""", 422, "due_on" },
        { """{"project_id":P,"name":"N","due_on":"2026-02-30"}""", 422, "due_on" },
        { """{"project_id":P,"name":"N","due_on":"9999-12-31"}""", 422, "due_on" },
        { """{"project_id":P,"name":"N","start_on":"0001-01-01"}""", 422, "start_on" },
        { """{"project_id":P,"name":"N","due_on":1764547200}""", 400, "due_on" },
        { """{"project_id":P,"name":"N","start_on":"2026-12-01T10:00:00Z"}""", 422, "start_on" },
        { """{"project_id":P,"name":"N","labels":"a"}""", 400, "labels" },
        { """{"project_id":P,"name":"N","labels":[1]}""", 400, "labels" },
        { """{"project_id":P,"name":"N","labels":[null]}""", 400, "labels" },
        { """{"project_id":P,"name":"N","labels":[" "]}""", 422, "labels" },
        { """{"project_id":P,"name":"N","labels":["LABEL"]}""", 422, "labels" },
        { """{"project_id":P,"name":"N","labels":MANY}""", 422, "labels" },
        { """{"project_id":P,"name":"N","position":0}""", 422, "position" },
        { """{"project_id":P,"name":"N","position":"first"}""", 400, "position" },
    };

    [Fact]
    public async Task What_an_operation_does_not_have_is_refused_by_name_and_never_ignored()
    {
        var misspelled = await api.PostAsync("/tasks", $$"""{"project_id":{{hub.Project}},"name":"N","watcher_ids":[1],"due":"2026-12-01"}""");
        var form = await api.PostAsync("/tasks", $"project_id={hub.Project}&name=N&watcher_ids[]=1", ("Content-Type", "application/x-www-form-urlencoded"));
        var filter = await api.GetAsync("/tasks?asigned_id=1&status=open");

        Assert.All([misspelled, form, filter], answer => Assert.Equal(400, answer.Status));
        Assert.Equal("There is no field watcher_ids here", misspelled.Error("watcher_ids"));
        Assert.NotEmpty(misspelled.Error("due"));
        Assert.NotEmpty(form.Error("watcher_ids"));
        Assert.NotEmpty(filter.Error("asigned_id"));
        Assert.NotEmpty((await api.GetAsync("/activities?cursor=abc")).Error("cursor"));
        Assert.NotEmpty((await api.PostAsync($"/organizations/{hub.Organization}/web_hooks", """{"url":"https://example.com/","secrets":[]}""")).Error("secrets"));
        Assert.Empty((await api.GetAsync($"/tasks?project_id={hub.Project}&q=N")).Array);
        foreach (var list in new[] { "tasks", "projects", "task_lists", "subtasks", "comments" })
        {
            Assert.Equal(200, (await api.GetAsync($"/{list}?organization_id=1&project_id=1&updated_since=0&q=x&page=1&per_page=2&order=id-ASC")).Status);
        }
    }

    [Fact]
    public async Task A_project_shows_its_version_and_a_stale_one_is_a_conflict()
    {
        var project = await api.PostAsync("/projects", """{"name":"Versions"}""");
        var changed = await api.PatchAsync($"/projects/{project.Id}", """{"name":"Newer","version":1}""");
        var stale = await api.PatchAsync($"/projects/{project.Id}", """{"name":"Stale","version":1}""");

        Assert.Equal((1, 2, "\"2\""), ((int)project.Object["version"]!, (int)changed.Object["version"]!, changed.Headers["ETag"]));
        Assert.Equal(2, (int)stale.Object["version"]!);
        Assert.Equal((409, "Newer"), (stale.Status, (string?)(await api.GetAsync($"/projects/{project.Id}")).Object["name"]));
        Assert.Equal(409, (await api.PatchAsync($"/projects/{project.Id}", """{"name":"Stale"}""", ("If-Match", "\"1\""))).Status);
        Assert.Equal(409, (await api.SendAsync(HttpMethod.Put, $"/projects/{project.Id}", project.Text)).Status);
    }

    public static TheoryData<string> NoObjects => new()
    {
        "{", "nonsense", "[]", "null", "7", "\"text\"", """{"name":"a",}""", """{"name":"a"} {}""", """{"name":"a","name":"b"}""", "name=a&project_id=1",
        "{\"name\":" + new string('[', 100) + new string(']', 100) + "}",
    };

    [Theory]
    [MemberData(nameof(BadTasks))]
    public async Task A_bad_field_of_a_task_is_named(string body, int status, string field)
    {
        var before = await CountAsync();

        var created = await api.PostAsync("/tasks", Fill(body));

        Assert.Equal(status, created.Status);
        Assert.Equal("application/problem+json", created.Headers["Content-Type"]);
        Assert.NotEmpty(created.Error(field));
        Assert.Equal((int)created.Object["status"]!, status);
        Assert.Equal(before, await CountAsync());
    }

    [Theory]
    [MemberData(nameof(BadTasks))]
    public async Task A_bad_field_of_a_change_is_named(string body, int status, string field)
    {
        if (body is """{"name":"N"}""" or """{"project_id":P}""")
        {
            return;
        }

        var task = await api.PostAsync("/tasks", Fill("""{"project_id":P,"name":"Before"}"""));
        var changed = await api.PatchAsync($"/tasks/{task.Id}", Fill(body));

        Assert.Equal(status, changed.Status);
        Assert.NotEmpty(changed.Error(field));
        Assert.Equal(task.Text, (await api.GetAsync($"/tasks/{task.Id}")).Text);
    }

    [Theory]
    [MemberData(nameof(NoObjects))]
    public async Task What_is_no_JSON_object_is_400(string body)
    {
        foreach (var answer in new[] { await api.PostAsync("/tasks", body), await api.PostAsync("/projects", body), await api.PostAsync("/comments", body) })
        {
            Assert.Equal(400, answer.Status);
            Assert.Equal("""{"title":"Bad Request","status":400,"error":{"message":"Bad Request","description":"The body is not a JSON object"}}""", answer.Text);
        }
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        var answer = await api.PostAsync("/tasks", """{"project_id":987654,"name":"","priority":50}""");

        Assert.Equal(["name", "priority", "project_id"], answer.Object["errors"]!.AsObject().Select(e => e.Key).Order());
    }

    [Theory]
    [InlineData("/comments", """{"target_id":987654,"body":"b"}""", 422, "target_id")]
    [InlineData("/comments", """{"target_id":T,"body":""}""", 422, "body")]
    [InlineData("/comments", """{"target_id":T}""", 422, "body")]
    [InlineData("/comments", """{"target_id":T,"body":1}""", 400, "body")]
    [InlineData("/comments", """{"target_type":"Conversation","target_id":T,"body":"b"}""", 422, "target_type")]
    [InlineData("/projects", """{"organization_id":987654,"name":"N"}""", 422, "organization_id")]
    [InlineData("/projects", """{"name":""}""", 422, "name")]
    [InlineData("/projects", """{"name":"LONG"}""", 422, "name")]
    [InlineData("/task_lists", """{"project_id":987654,"name":"N"}""", 422, "project_id")]
    [InlineData("/task_lists", """{"project_id":P}""", 422, "name")]
    [InlineData("/task_lists", """{"project_id":P,"name":"N","position":-1}""", 422, "position")]
    public async Task A_bad_field_of_anything_else_is_named(string path, string body, int status, string field)
    {
        var task = await api.PostAsync("/tasks", Fill("""{"project_id":P,"name":"Before"}"""));

        var answer = await api.PostAsync(path, Fill(body).Replace("\"target_id\":T", $"\"target_id\":{task.Id}", StringComparison.Ordinal));

        Assert.Equal(status, answer.Status);
        Assert.NotEmpty(answer.Error(field));
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page=x", "page")]
    [InlineData("per_page=-1", "per_page")]
    [InlineData("per_page=99999999999", "per_page")]
    [InlineData("order=description-ASC", "order")]
    [InlineData("project_id=x", "project_id")]
    [InlineData("status=closed", "status")]
    [InlineData("updated_since=yesterday", "updated_since")]
    public async Task A_bad_filter_is_named(string query, string field)
    {
        var answer = await api.GetAsync($"/tasks?{query}");

        Assert.Equal(400, answer.Status);
        Assert.NotEmpty(answer.Error(field));
    }

    [Theory]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("GET", "/tasks/x", 404)]
    [InlineData("GET", "/tasks/-1", 404)]
    [InlineData("GET", "/tasks/99999999999999999999", 404)]
    [InlineData("GET", "/events/evt_none", 404)]
    [InlineData("GET", "//api/2/tasks", 404)]
    [InlineData("DELETE", "/tasks", 405)]
    [InlineData("POST", "/tasks/1", 405)]
    public async Task What_is_not_there_is_a_problem(string method, string path, int status)
    {
        var answer = await api.SendAsync(new HttpMethod(method), path);

        Assert.Equal(status, answer.Status);
        Assert.Equal("application/problem+json", answer.Headers["Content-Type"]);
        Assert.Equal(status, (int)answer.Object["status"]!);
        Assert.NotNull(answer.Object["error"]!["message"]);
    }

    [Fact]
    public async Task A_body_over_a_megabyte_is_413()
    {
        var answer = await api.PostAsync("/tasks", $$"""{"project_id":{{hub.Project}},"name":"{{new string('n', 1_100_000)}}"}""");

        Assert.Equal(413, answer.Status);
        Assert.Equal(413, (int)answer.Object["status"]!);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("thub_pat_00000000000000000000000000000000000000")]
    [InlineData(Hub.Token + "x")]
    public async Task Without_a_good_token_it_is_401(string? token)
    {
        using var stranger = new ApiClient(hub.Hub, token);

        foreach (var answer in new[] { await stranger.GetAsync("/tasks"), await stranger.PostAsync("/tasks", "{") })
        {
            Assert.Equal(401, answer.Status);
            Assert.StartsWith("Bearer", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
            Assert.Equal("Unauthorized", (string?)answer.Object["error"]!["message"]);
        }
    }

    [Theory]
    [InlineData("access_token")]
    [InlineData("anything")]
    public async Task A_token_in_the_address_is_401_even_beside_a_good_one(string field)
    {
        using var stranger = new ApiClient(hub.Hub, token: null);

        Assert.Equal(401, (await stranger.GetAsync($"/tasks?{field}={Hub.Token}")).Status);
        Assert.Equal(401, (await api.GetAsync($"/tasks?{field}={Hub.Token}")).Status);
    }

    [Fact]
    public async Task An_event_is_shown_as_it_was_frozen()
    {
        var task = await api.PostAsync("/tasks", Fill("""{"project_id":P,"name":"Before"}"""));
        await api.PatchAsync($"/tasks/{task.Id}", """{"name":"After"}""");
        await api.DeleteAsync($"/tasks/{task.Id}");
        var id = await hub.NewestEventAsync("task.updated", task.Id);

        var answer = await api.GetAsync($"/events/{id}");

        Assert.Equal(200, answer.Status);
        Assert.Equal(["id", "type", "timestamp", "data"], answer.Object.Select(p => p.Key));
        Assert.Equal((id, "task.updated"), ((string?)answer.Object["id"], (string?)answer.Object["type"]));
        Assert.Equal("""["Before","After"]""", answer.Object["data"]!["changes"]!["name"]!.ToJsonString());
        Assert.Equal("After", (string?)answer.Object["data"]!["object"]!["name"]);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", (string?)answer.Object["timestamp"]);
    }

    private async Task<string> CountAsync() => (await api.GetAsync($"/tasks?project_id={hub.Project}&per_page=1")).Headers["PaginationTotalObjects"];

    private string Fill(string body) => body
        .Replace("\"project_id\":P", $"\"project_id\":{hub.Project}", StringComparison.Ordinal)
        .Replace("LONG", new string('n', 256), StringComparison.Ordinal)
        .Replace("HUGE", new string('n', 65_537), StringComparison.Ordinal)
        .Replace("LABEL", new string('n', 51), StringComparison.Ordinal)
        .Replace("MANY", new JsonArray([.. Enumerable.Range(1, 21).Select(i => JsonValue.Create($"l{i}"))]).ToJsonString(), StringComparison.Ordinal);
}
