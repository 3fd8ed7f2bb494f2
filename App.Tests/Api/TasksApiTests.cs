using System.Globalization;

namespace TaskHub.Tests.Api;

public sealed class TasksApiTests(ApiHub hub) : IClassFixture<ApiHub>
{
    private readonly ApiClient api = hub.Api;

    [Fact]
    public async Task A_task_has_the_members_of_the_contract_and_no_other()
    {
        var made = await api.PostAsync("/tasks", $$"""{"project_id":{{hub.Project}},"name":" Write it ","description":"<b>&","due_on":"2026-12-01","labels":["a"]}""");

        Assert.Equal(201, made.Status);
        Assert.Equal($"{ApiHub.Url}/api/3/tasks/{made.Id}", made.Headers["Location"]);
        Assert.Equal("application/json; charset=utf-8", made.Headers["Content-Type"]);
        Assert.Equal(
            [
                "type", "id", "name", "description", "description_html", "project_id", "task_list_id", "organization_id", "status", "urgent", "priority",
                "due_on", "start_on", "assigned_id", "user_id", "watcher_ids", "labels", "comments_count", "subtasks_count",
                "resolved_subtasks_count", "position", "version", "deleted", "created_at", "updated_at", "completed_at",
            ],
            made.Object.Select(p => p.Key));
        var task = made.Object;
        Assert.Equal("Task", (string?)task["type"]);
        Assert.Equal("Write it", (string?)task["name"]);
        Assert.Equal("open", (string?)task["status"]);
        Assert.Equal("2026-12-01", (string?)task["due_on"]);
        Assert.Equal("""["a"]""", task["labels"]!.ToJsonString());
        Assert.Equal(1, (int)task["version"]!);
        Assert.False((bool)task["deleted"]!);
        Assert.InRange((long)task["created_at"]!, 1_700_000_000, 4_000_000_000);
        Assert.DoesNotContain("<b>", (string)task["description_html"]!);
        Assert.Equal(made.Text, (await api.GetAsync($"/tasks/{made.Id}")).Text);
    }

    [Fact]
    public async Task A_name_is_one_line()
    {
        var made = await api.PostAsync("/tasks", $$"""{"project_id":{{hub.Project}},"name":" One\r\nline\u0000 "}""");

        Assert.Equal("One  line", (string?)made.Object["name"]);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task A_change_changes_the_fields_given_and_null_clears(string method)
    {
        var id = await TaskAsync(""","due_on":"2026-12-01","priority":4,"description":"Stays" """);

        var changed = await api.SendAsync(new HttpMethod(method), $"/tasks/{id}", """{"due_on":null,"urgent":true,"status":"resolved"}""");

        Assert.Equal(200, changed.Status);
        Assert.Null(changed.Object["due_on"]);
        Assert.Equal(("resolved", 4, "Stays"), ((string?)changed.Object["status"], (int)changed.Object["priority"]!, (string?)changed.Object["description"]));
        Assert.NotNull(changed.Object["completed_at"]);
        Assert.Equal("\"2\"", changed.Headers["ETag"]);
    }

    [Theory]
    [InlineData("\"15:00\"", 200, "15:00")]
    [InlineData("null", 200, null)]
    [InlineData("\"25:00\"", 422, null)]
    [InlineData("\"3pm\"", 422, null)]
    [InlineData("1500", 400, null)]
    public async Task A_time_of_day_is_hours_and_minutes(string said, int status, string? shown)
    {
        var id = await TaskAsync(""","due_on":"2026-12-01" """);

        var changed = await api.PatchAsync($"/tasks/{id}", $$"""{"due_time":{{said}}}""");

        Assert.Equal(status, changed.Status);
        Assert.Equal(shown, (string?)changed.Object["due_time"]);
    }

    [Fact]
    public async Task A_delete_compares_the_version_that_was_seen_too()
    {
        var id = await TaskAsync();
        await api.PatchAsync($"/tasks/{id}", """{"name":"Changed meanwhile"}""");

        Assert.Equal(409, (await api.SendAsync(HttpMethod.Delete, $"/tasks/{id}", null, ("If-Match", "\"1\""))).Status);
        Assert.Equal(204, (await api.SendAsync(HttpMethod.Delete, $"/tasks/{id}", null, ("If-Match", "\"2\""))).Status);
    }

    [Fact]
    public async Task What_is_not_given_stays_as_it_is()
    {
        var id = await TaskAsync(""","due_on":"2026-12-01","start_on":"2026-11-30","priority":4,"urgent":true,"labels":["a"],"description":"Stays" """);
        var before = (await api.GetAsync($"/tasks/{id}")).Object;

        var after = (await api.PatchAsync($"/tasks/{id}", """{"name":"Other"}""")).Object;

        string[] changed = ["name", "version", "updated_at"];
        Assert.All(before.Where(p => !changed.Contains(p.Key)), p => Assert.Equal(p.Value?.ToJsonString(), after[p.Key]?.ToJsonString()));
    }

    [Fact]
    public async Task The_version_that_was_seen_is_compared_when_it_is_given()
    {
        var id = await TaskAsync();
        await api.PatchAsync($"/tasks/{id}", """{"name":"Mine"}""");

        var byField = await api.PatchAsync($"/tasks/{id}", """{"name":"Yours","version":1}""");
        var byBoth = await api.PatchAsync($"/tasks/{id}", """{"name":"Yours","version":2}""", ("If-Match", "\"1\""));
        Assert.Equal(409, byBoth.Status);
        Assert.Equal(400, (await api.PatchAsync($"/tasks/{id}", """{"name":"Yours"}""", ("If-Match", ""))).Status);
        var byHeader = await api.PatchAsync($"/tasks/{id}", """{"name":"Yours"}""", ("If-Match", "\"1\""));
        var withNone = await api.PatchAsync($"/tasks/{id}", """{"name":"Yours"}""");
        var right = await api.PatchAsync($"/tasks/{id}", """{"name":"Ours","version":3}""");

        Assert.Equal((409, 409, 200, 200), (byField.Status, byHeader.Status, withNone.Status, right.Status));
        Assert.Equal(2, (int)byField.Object["version"]!);
        Assert.Contains("owner changed this task", byField.Description, StringComparison.Ordinal);
        Assert.Equal("Ours", (string?)(await api.GetAsync($"/tasks/{id}")).Object["name"]);
    }

    [Fact]
    public async Task A_deleted_task_is_not_found()
    {
        var id = await TaskAsync();

        Assert.Equal((204, ""), ((await api.DeleteAsync($"/tasks/{id}")) is var gone ? (gone.Status, gone.Text) : default));

        foreach (var answer in new[] { await api.GetAsync($"/tasks/{id}"), await api.PatchAsync($"/tasks/{id}", "{}"), await api.DeleteAsync($"/tasks/{id}") })
        {
            Assert.Equal(404, answer.Status);
            Assert.Equal("""{"title":"Not Found","status":404,"error":{"message":"Not Found","description":"No task found with the given id"}}""", answer.Text);
            Assert.Equal("application/problem+json", answer.Headers["Content-Type"]);
        }
    }

    [Fact]
    public async Task Lists_come_in_pages_with_their_headers()
    {
        var project = (await api.PostAsync("/projects", """{"name":"Pages"}""")).Id;
        for (var i = 1; i <= 5; i++)
        {
            await api.PostAsync("/tasks", $$"""{"project_id":{{project}},"name":"T{{i}}"}""");
        }

        var page = await api.GetAsync($"/tasks?project_id={project}&per_page=2&page=2&order=id-ASC");

        Assert.Equal(["T3", "T4"], Names(page));
        Assert.Equal(
            ("3", "2", "2", "5"),
            (page.Headers["PaginationTotalPages"], page.Headers["PaginationPerPage"], page.Headers["PaginationCurrentPage"], page.Headers["PaginationTotalObjects"]));
        Assert.Contains($"<{ApiHub.Url}/api/3/tasks?project_id={project}&per_page=2&order=id-ASC&page=3>; rel=\"last\"", page.Headers["PaginationLinks"]);
        Assert.Equal(["T5", "T4", "T3", "T2", "T1"], Names(await api.GetAsync($"/tasks?project_id={project}")));
        Assert.Equal("1000", (await api.GetAsync($"/tasks?project_id={project}&per_page=5000")).Headers["PaginationPerPage"]);
        Assert.Equal("[]", (await api.GetAsync($"/tasks?project_id={project}&page=2147483647&per_page=1000")).Text);
        Assert.Equal(["T1", "T2"], Names(await api.GetAsync($"/tasks?project_id={project}&order=name-asc&per_page=2")));
    }

    [Fact]
    public async Task Lists_are_filtered()
    {
        var project = (await api.PostAsync("/projects", """{"name":"Filters"}""")).Object;
        var list = (await api.PostAsync("/task_lists", $$"""{"project_id":{{project["id"]}},"name":"Far"}""")).Id;
        var me = (long)project["user_id"]!;
        await api.PostAsync("/tasks", $$"""{"project_id":{{project["id"]}},"name":"Alpha 100%","assigned_id":{{me}}}""");
        await api.PostAsync("/tasks", $$"""{"project_id":{{project["id"]}},"name":"Beta","status":"hold","task_list_id":{{list}}}""");
        await api.PostAsync("/tasks", $$"""{"project_id":{{project["id"]}},"name":"Gamma","status":"rejected","description":"alphabet"}""");

        async Task<IEnumerable<string>> Find(string filter) => Names(await api.GetAsync($"/tasks?project_id={project["id"]}&order=id-ASC&{filter}"));

        Assert.Equal(["Alpha 100%"], await Find($"assigned_id={me}"));
        Assert.Equal(["Beta"], await Find($"task_list_id={list}"));
        Assert.Equal(["Beta", "Gamma"], await Find("status=hold,rejected"));
        Assert.Equal(["Alpha 100%", "Gamma"], await Find("q=ALPHA"));
        Assert.Equal(["Alpha 100%"], await Find("q=0%25"));
        Assert.Equal(3, (await Find($"organization_id={project["organization_id"]}&updated_since={project["created_at"]}")).Count());
        Assert.Empty(await Find($"updated_since={(long)project["created_at"]! + 10_000}"));
        Assert.Empty(await Find("organization_id=999"));
    }

    [Fact]
    public async Task Moving_by_list_and_position_tells_the_place()
    {
        var project = (await api.PostAsync("/projects", """{"name":"Moves"}""")).Id;
        var lists = (await api.GetAsync($"/task_lists?project_id={project}&order=position-ASC")).Array.Select(l => (long)l!["id"]!).ToList();
        var first = await TaskAsync(project);
        var second = await TaskAsync(project);

        Assert.Equal(1, (int)(await api.PatchAsync($"/tasks/{second}", """{"position":1}""")).Object["position"]!);
        Assert.Equal(2, (int)(await api.GetAsync($"/tasks/{first}")).Object["position"]!);
        var moved = await api.PatchAsync($"/tasks/{first}", $$"""{"task_list_id":{{lists[2]}}}""");
        Assert.Equal((lists[2], 1), ((long)moved.Object["task_list_id"]!, (int)moved.Object["position"]!));
        Assert.Equal(1, (int)(await api.GetAsync($"/tasks/{first}")).Object["version"]! - 1);
    }

    [Fact]
    public async Task A_task_moves_to_another_project_of_its_organization()
    {
        var id = await TaskAsync();
        var other = (await api.PostAsync("/projects", """{"name":"Elsewhere"}""")).Id;

        var moved = await api.PatchAsync($"/tasks/{id}", $$"""{"project_id":{{other}}}""");

        var list = (await api.GetAsync($"/task_lists?project_id={other}&order=position-ASC")).Array[0]!["id"];
        Assert.Equal((other, (long)list!), ((long)moved.Object["project_id"]!, (long)moved.Object["task_list_id"]!));
    }

    [Fact]
    public async Task Comments_stand_on_their_task()
    {
        var id = await TaskAsync();

        var made = await api.PostAsync("/comments", $$"""{"target_type":"Task","target_id":{{id}},"body":"Soon"}""");

        Assert.Equal(201, made.Status);
        Assert.Equal(["type", "id", "target_type", "target_id", "body", "body_html", "user_id", "created_at", "updated_at"], made.Object.Select(p => p.Key));
        Assert.Equal(("Comment", "Task", id), ((string?)made.Object["type"], (string?)made.Object["target_type"], (long)made.Object["target_id"]!));
        await api.PostAsync("/comments", $$"""{"task_id":{{id}},"body":"Later"}""");
        Assert.Equal(2, (await api.GetAsync($"/comments?target_type=Task&target_id={id}")).Array.Count);
        Assert.Equal("Later", (string?)Assert.Single((await api.GetAsync($"/comments?task_id={id}&q=late")).Array)!["body"]);
        var task = (await api.GetAsync($"/tasks/{id}")).Object;
        Assert.Equal((2, 1), ((int)task["comments_count"]!, (int)task["version"]!));
        Assert.Equal("Now", (string?)(await api.PatchAsync($"/comments/{made.Id}", """{"body":"Now"}""")).Object["body"]);
        Assert.Equal(204, (await api.DeleteAsync($"/comments/{made.Id}")).Status);
        Assert.Equal("No comment found with the given id", (await api.GetAsync($"/comments/{made.Id}")).Description);
        await api.DeleteAsync($"/tasks/{id}");
        Assert.Empty((await api.GetAsync($"/comments?task_id={id}")).Array);
    }

    [Fact]
    public async Task Projects_and_task_lists_have_their_shapes()
    {
        var made = await api.PostAsync("/projects", $$"""{"organization_id":{{hub.Organization}},"name":"Shape","description":"d"}""");

        Assert.Equal(["type", "id", "organization_id", "name", "description", "archived", "user_id", "created_at", "updated_at", "version"], made.Object.Select(p => p.Key));
        Assert.Equal("Project", (string?)made.Object["type"]);
        var lists = await api.GetAsync($"/task_lists?project_id={made.Id}&order=position-ASC");
        Assert.Equal(["To do", "In progress", "Done"], Names(lists));
        Assert.Equal("TaskList", (string?)lists.Array[0]!["type"]);
        Assert.True((bool)(await api.PatchAsync($"/projects/{made.Id}", """{"archived":true}""")).Object["archived"]!);
        Assert.Equal(["Shape"], Names(await api.GetAsync("/projects?archived=true")));
        var list = await api.PostAsync("/task_lists", $$"""{"project_id":{{made.Id}},"name":"Ideas","position":2}""");
        Assert.Equal(["To do", "Ideas", "In progress", "Done"], Names(await api.GetAsync($"/task_lists?project_id={made.Id}&order=position-ASC")));
        var task = await TaskAsync(made.Id, $$""","task_list_id":{{list.Id}}""");
        Assert.Equal(409, (await api.DeleteAsync($"/task_lists/{list.Id}")).Status);
        Assert.Equal(204, (await api.DeleteAsync($"/task_lists/{list.Id}?move_tasks_to={lists.Array[0]!["id"]}")).Status);
        Assert.Equal((long)lists.Array[0]!["id"]!, (long)(await api.GetAsync($"/tasks/{task}")).Object["task_list_id"]!);
        Assert.Equal(204, (await api.DeleteAsync($"/projects/{made.Id}")).Status);
        foreach (var path in new[] { $"/projects/{made.Id}", $"/task_lists/{lists.Array[0]!["id"]}", $"/tasks/{task}" })
        {
            Assert.Equal(404, (await api.GetAsync(path)).Status);
        }
    }

    private static IEnumerable<string> Names(ApiAnswer answer) => answer.Array.Select(t => (string)t!["name"]!);

    private Task<long> TaskAsync(string more = "") => TaskAsync(hub.Project, more);

    private async Task<long> TaskAsync(long project, string more = "") =>
        (await api.PostAsync("/tasks", string.Create(CultureInfo.InvariantCulture, $$"""{"project_id":{{project}},"name":"A task"{{more}}}"""))).Id;
}
