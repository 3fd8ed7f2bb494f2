using System.Text.Json;
using System.Text.Json.Nodes;

namespace TaskHub.Tests.Api;

/// <summary>
/// What Redbooth's own client sends, forms that is, is answered as its recordings of 2014 show: the same fields of the same kinds, where
/// TaskHub has them, the same codes and headers.
/// </summary>
public sealed class RedboothClientTests(ApiHub hub) : IClassFixture<ApiHub>
{
    private static readonly (string, string) Form = ("Content-Type", "application/x-www-form-urlencoded");
    private readonly ApiClient api = hub.Api;

    [Fact]
    public async Task Tasks()
    {
        var list = (long)(await api.GetAsync($"/task_lists?project_id={hub.Project}&order=position-ASC")).Array[0]!["id"]!;
        var made = await api.PostAsync("/tasks", $"name=new+created+task&project_id={hub.Project}&task_list_id={list}&due_on=", Form);

        Assert.Equal(201, made.Status);
        Matches(
            $$$"""
            {"type":"Task","created_at":1415025412,"updated_at":1415025412,"id":51,"name":"new created task","task_list_id":{{{list}}},"comments_count":0,
            "assigned_id":null,"project_id":{{{hub.Project}}},"urgent":false,"user_id":1,"position":6,"subtasks_count":0,"resolved_subtasks_count":0,
            "watcher_ids":[1],"description_html":"","deleted":false,"status":"open","due_on":null}
            """,
            made,
            "name", "task_list_id", "comments_count", "assigned_id", "project_id", "urgent", "subtasks_count", "watcher_ids", "description_html", "deleted", "due_on");

        var changed = await api.SendAsync(HttpMethod.Put, $"/tasks/{made.Id}", "name=new+test+name&urgent=true&assigned_id=1&labels[]=a&labels[]=2", Form);
        Assert.Equal((200, "new test name", true), (changed.Status, (string?)changed.Object["name"], (bool)changed.Object["urgent"]!));
        Assert.Equal("""["a","2"]""", changed.Object["labels"]!.ToJsonString());
        Assert.Equal((204, ""), await GoneAsync($"/tasks/{made.Id}"));
        var missing = await api.GetAsync($"/tasks/{made.Id}");
        Assert.Equal(404, missing.Status);
        Assert.Equal("""{"message":"Not Found","description":"No task found with the given id"}""", missing.Object["error"]!.ToJsonString());
    }

    [Fact]
    public async Task Lists_and_their_pages()
    {
        for (var i = 0; i < 3; i++)
        {
            await api.PostAsync("/tasks", $"name=task+{i}&project_id={hub.Project}", Form);
        }

        var page = await api.GetAsync("/tasks?per_page=2");

        Assert.Equal(("2", "1"), (page.Headers["PaginationPerPage"], page.Headers["PaginationCurrentPage"]));
        Assert.Contains("page=2", page.Headers["PaginationLinks"].Split(", ").Single(l => l.EndsWith("rel=\"next\"", StringComparison.Ordinal)), StringComparison.Ordinal);
        var (first, second) = ((long)page.Array[0]!["id"]!, (long)page.Array[1]!["id"]!);
        Assert.True(first > second, "The newest comes first.");
    }

    [Fact]
    public async Task Comments()
    {
        var task = (await api.PostAsync("/tasks", $"name=t&project_id={hub.Project}", Form)).Id;
        var made = await api.PostAsync("/comments", $"body=new+created+comment&project_id={hub.Project}&target_id={task}&target_type=Task", Form);

        Assert.Equal(201, made.Status);
        Matches(
            $$$"""
            {"type":"Comment","created_at":1415786791,"updated_at":1415786791,"id":86,"body":"new created comment","body_html":"<p>new created comment</p>",
            "user_id":1,"target_id":{{{task}}},"target_type":"Task"}
            """,
            made,
            "body", "user_id", "target_id", "target_type");
        Assert.Equal("<p>new created comment</p>", ((string)made.Object["body_html"]!).Trim());
        var changed = await api.SendAsync(HttpMethod.Put, $"/comments/{made.Id}", "body=new+test+body", Form);
        Assert.Equal((200, "new test body"), (changed.Status, (string?)changed.Object["body"]));
        Assert.Equal([made.Id], (await api.GetAsync($"/comments?target_id={task}&target_type=Task")).Array.Select(c => (long)c!["id"]!));
        Assert.Equal((204, ""), await GoneAsync($"/comments/{made.Id}"));
    }

    [Fact]
    public async Task Projects()
    {
        var made = await api.PostAsync("/projects", $"name=new+Project&organization_id={hub.Organization}", Form);

        Assert.Equal(201, made.Status);
        Matches(
            $$"""{"type":"Project","created_at":1415206147,"updated_at":1415206147,"id":24,"organization_id":{{hub.Organization}},"archived":false,"name":"new Project"}""",
            made,
            "organization_id", "archived", "name");
        Assert.Equal("new test name", (string?)(await api.SendAsync(HttpMethod.Put, $"/projects/{made.Id}", "name=new+test+name", Form)).Object["name"]);
    }

    [Fact]
    public async Task Subtasks()
    {
        var task = (await api.PostAsync("/tasks", $"name=t&project_id={hub.Project}", Form)).Id;
        var made = await api.PostAsync("/subtasks", $"name=new+created+subtask&resolved=false&task_id={task}", Form);

        Assert.Equal(201, made.Status);
        Matches(
            $$"""{"created_at":1415789070,"updated_at":1415789070,"type":"Subtask","id":51,"name":"new created subtask","resolved":false,"task_id":{{task}}}""",
            made,
            "name", "resolved", "task_id");
        Assert.Equal("new test name", (string?)(await api.SendAsync(HttpMethod.Put, $"/subtasks/{made.Id}", "name=new+test+name", Form)).Object["name"]);
    }

    [Fact]
    public async Task Errors()
    {
        using var stranger = new ApiClient(hub.Hub, "thub_pat_00000000000000000000000000000000000000");
        Assert.Equal("Unauthorized", (string?)(await stranger.GetAsync("/tasks")).Object["error"]!["message"]);
        var wrong = await api.PostAsync("/tasks", "name=t&project_id=two", Form);
        Assert.Equal((400, "Bad Request"), (wrong.Status, (string?)wrong.Object["error"]!["message"]));
        Assert.NotEmpty(wrong.Error("project_id"));
        Assert.Equal(415, (await api.PostAsync("/tasks", "<task/>", ("Content-Type", "application/xml"))).Status);
        Assert.Equal(415, (await api.PostAsync("/tasks", "--x--", ("Content-Type", "multipart/form-data; boundary=x"))).Status);
    }

    [Fact]
    public async Task What_calls_itself_a_form_and_is_JSON_is_JSON() =>
        Assert.Equal(201, (await api.PostAsync("/tasks", $$""" {"name":"curl -d","project_id":{{hub.Project}}}""", Form)).Status);

    private async Task<(int, string)> GoneAsync(string path)
    {
        var answer = await api.DeleteAsync(path);
        return (answer.Status, answer.Text);
    }

    /// <summary>Every field of the recording is there and of the same kind; those named are equal.</summary>
    private static void Matches(string recorded, ApiAnswer answer, params string[] equal)
    {
        foreach (var (name, value) in JsonNode.Parse(recorded)!.AsObject())
        {
            Assert.True(answer.Object.ContainsKey(name), $"{name} is missing: {answer.Text}");
            Assert.Equal(value?.GetValueKind() ?? JsonValueKind.Null, answer.Object[name]?.GetValueKind() ?? JsonValueKind.Null);
        }

        Assert.All(equal, name => Assert.Equal(JsonNode.Parse(recorded)![name]?.ToJsonString(), answer.Object[name]?.ToJsonString()));
    }
}
