using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Worksection;

public sealed class WorksectionApiTests(WorksectionHub hub) : IClassFixture<WorksectionHub>
{
    [Fact]
    public async Task A_client_works_through_webhooks_projects_tasks_and_comments_and_the_webhook_hears_it_all()
    {
        hub.Hooks.Receiver.AnswerWith(Answer.WorksectionOk);
        var project = (await hub.AskAsync("post_project", """{"title": "Ünïcode launch", "email_manager": "x@y.z", "text": "Why"}""")).Data();
        Assert.Equal(
            ["id", "name", "page", "status", "company", "user_from", "user_to", "date_added"], project.AsObject().Select(p => p.Key));
        var id = project.Text("id");
        Assert.Equal(($"/project/{id}/", "active", "Example Works"), (project.Text("page"), project.Text("status"), project.Text("company")));
        Assert.Equal("""{"id":"0","email":"NOONE","name":"Manager isn't assigned"}""", project["user_to"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

        var hook = await hub.AskAsync("add_webhook", $$"""{"url": "{{hub.Hooks.Url("all")}}", "events": "post_task,update_task,close_task,post_comment,update_project", "projects": [{{id}}], "http_user": "u", "http_pass": "p"}""");
        Assert.Equal($$"""{"status":"ok","id":{{hook.Id}}}""", hook.Text);
        var listed = Assert.Single((await hub.AskAsync("get_webhooks")).Data().AsArray(), w => w!.Text("url") == hub.Hooks.Url("all"))!;
        Assert.Equal(
            ($"{hook.Id}", "post_task,update_task,close_task,post_comment,update_project", "active", id),
            (listed.Text("id"), listed.Text("events"), listed.Text("status"), listed.Text("projects")));

        var task = (await hub.AskAsync("post_task", $$"""
            {"id_project": {{id}}, "title": "Task title", "email_user_to": "PAUL@example.org", "priority": "high", "dateend": "2026-12-31", "text": "A & b", "tags": "red,blue"}
            """)).Data();
        Assert.Equal(
            ["id", "name", "page", "status", "priority", "user_from", "user_to", "project", "text", "date_added", "date_end", "tags"],
            task.AsObject().Select(p => p.Key));
        Assert.Equal(
            ($"/project/{id}/{task.Text("id")}/", "10", "Paul", "2026-12-31", "A & b", "red"),
            (task.Text("page"), task.Text("priority"), task["user_to"]!.Text("name"), task.Text("date_end"), task.Text("text"), task["tags"]!.Text("red")));
        var about = $$"""{"id_task": {{task.Text("id")}}""";
        var changed = (await hub.AskAsync("update_task", about + """, "title": "New title", "email_user_to": "NOONE", "dateend": ""}""")).Data();
        Assert.Equal(("New title", "NOONE", null), (changed.Text("name"), changed["user_to"]!.Text("email"), changed["date_end"]));
        var comment = (await hub.AskAsync("post_comment", about + """, "text": "Done soon"}""")).Data();
        Assert.Equal($"/project/{id}/{task.Text("id")}/#com{comment.Text("id")}", comment.Text("page"));
        Assert.Equal("done", (await hub.AskAsync("complete_task", about + "}")).Data().Text("status"));
        Assert.Equal((12, "Task is already closed", null), (await hub.AskAsync("complete_task", about + "}")).Refused());
        Assert.Equal("""{"status":"ok"}""", (await hub.AskAsync("reopen_task", about + "}")).Text);
        Assert.Equal((12, "Task is already active", null), (await hub.AskAsync("reopen_task", about + "}")).Refused());
        Assert.Equal("New project name", (await hub.AskAsync("update_project", $$"""{"id_project": {{id}}, "title": "New project name"}""")).Data().Text("name"));

        var arrived = await hub.Hooks.Receiver.WaitForAsync(6, r => r.Path == "/all");
        Assert.Equal(["test", "task.created", "task.updated", "comment.created", "task.completed", "project.updated"], arrived.Select(r => r.WebhookEvent).OrderBy(e => e == "project.updated"));
        Assert.All(arrived, r => Assert.Equal("Basic dTpw", r["Authorization"]));
        Assert.Equal("owner@example.com", JsonNode.Parse(arrived[1].Text)![0]!["user_from"]!.Text("email"));
        Assert.Equal("""{"status":"ok"}""", (await hub.AskAsync("delete_webhook", $$"""{"id": {{hook.Id}}}""")).Text);
        Assert.Equal((10, "WebHook not found", null), (await hub.AskAsync("delete_webhook", $$"""{"id": {{hook.Id}}}""")).Refused());
    }

    [Fact]
    public async Task An_address_that_does_not_answer_OK_or_is_not_allowed_is_error_11_and_saves_nothing()
    {
        hub.Hooks.Receiver.AnswerWith(r => r.Path == "/no" ? Answer.Ok : Answer.WorksectionOk);
        foreach (var url in new[] { hub.Hooks.Url("no"), "https://169.254.169.254/", "https://10.0.0.1/x", "nonsense" })
        {
            var refused = await hub.AskAsync("add_webhook", $$"""{"url": "{{url}}", "events": "post_task"}""");
            Assert.Equal((11, "Url should respond 200 HTTP_CODE and JSON {status:OK}", url), refused.Refused());
        }

        Assert.DoesNotContain((await hub.AskAsync("get_webhooks")).Data().AsArray(), w => w!.Text("url") == hub.Hooks.Url("no"));
    }

    [Theory]
    [InlineData("add_webhook", """{"events":"post_task"}""", 10, "Field is required", "url")]
    [InlineData("add_webhook", """{"url":"https://example.com/"}""", 10, "Field is required", "events")]
    [InlineData("add_webhook", """{"url":"https://example.com/","events":"post_moon"}""", 11, "Field is invalid", "events")]
    [InlineData("add_webhook", """{"url":"https://example.com/","events":"post_task","projects":"987654"}""", 4, "Project is invalid", null)]
    [InlineData("get_project", "{}", 10, "Field is required", "id_project")]
    [InlineData("get_project", """{"id_project":"abc"}""", 4, "Project is invalid", null)]
    [InlineData("get_projects", """{"filter":"loud"}""", 11, "Field is invalid", "filter")]
    [InlineData("post_project", """{"title":" "}""", 10, "Field is required", "title")]
    [InlineData("get_task", """{"id_task":987654}""", 5, "Task is invalid", null)]
    [InlineData("get_tasks", """{"id_project":987654}""", 4, "Project is invalid", null)]
    [InlineData("post_task", """{"id_project":987654,"title":"x"}""", 4, "Project is invalid", null)]
    [InlineData("post_task", """{"id_project":1,"title":"x","priority":11}""", 11, "Field is invalid", "priority")]
    [InlineData("post_task", """{"id_project":1,"title":"x","dateend":"31.02.2026"}""", 11, "Field is invalid", "dateend")]
    [InlineData("post_task", """{"id_project":1,"title":"x","email_user_to":"nobody@example.org"}""", 11, "Invalid email", "email_user_to")]
    [InlineData("post_task", """{"id_project":1,"title":"x","email_user_from":"otto@example.org"}""", 11, "Invalid email", "email_user_from")]
    [InlineData("post_task", """{"id_project":1,"title":"x","hidden":"paul@example.org"}""", 11, "Parameter is not supported", "hidden")]
    [InlineData("post_task", """{"id_project":1,"title":"x","id_parent":987654}""", 5, "Task is invalid", null)]
    [InlineData("post_task", """{"id_project":1,"title":"x","id_parent":1,"text":"y"}""", 11, "Parameter is not supported", "text")]
    [InlineData("get_task", """{"id_task":1000987654}""", 5, "Task is invalid", null)]
    [InlineData("post_comment", """{"id_task":987654,"text":"x","id_parent":1}""", 5, "Task is invalid", null)]
    [InlineData("post_comment", """{"id_task":987654,"text":"x"}""", 5, "Task is invalid", null)]
    [InlineData("search_tasks", "{}", 10, "At least one of fields required", "filter, id_project, id_task, email_user_from, email_user_to")]
    [InlineData("search_tasks", """{"filter":"priority > 3"}""", 11, "Field is invalid", "filter")]
    [InlineData("search_tasks", """{"id_project":1,"status":"odd"}""", 11, "Field is invalid", "status")]
    [InlineData("get_events", "{}", 10, "Field is required", "period")]
    [InlineData("get_events", """{"period":"31d"}""", 11, "Field is invalid", "period")]
    public async Task What_is_wrong_is_said_as_Worksection_says_it(string action, string json, int code, string message, string? details) =>
        Assert.Equal((code, message, details), (await hub.AskAsync(action, json)).Refused());

    [Fact]
    public async Task Who_writes_is_the_member_whom_the_program_names_with_that_members_rights()
    {
        var task = (await hub.AskAsync("post_task", $$"""{"id_project":{{hub.Hooks.Project}},"title":"Ask","email_user_from":"paul@example.org","todo":["one, two","three"],"mention":"paul@example.org"}""")).Data();
        Assert.Equal("Paul", task["user_from"]!.Text("name"));
        Assert.Equal("- one, two\n- three\n\nPaul", task.Text("text"));

        await hub.Get<TaskHub.Data.WriteGate>().RunAsync(async db =>
        {
            var user = TaskHub.Identity.NewUser.Make("Eva", "eva@example.org", null, DateTimeOffset.UnixEpoch);
            db.Add(user);
            await db.SaveChangesAsync();
            db.Add(new TaskHub.Identity.Membership { OrganizationId = hub.Hooks.Organization, UserId = user.Id, Role = TaskHub.Identity.Role.External });
            await db.SaveChangesAsync();
        });
        var refused = await hub.AskAsync("post_comment", $$"""{"id_task":{{task.Text("id")}},"text":"x","email_user_from":"eva@example.org"}""");
        Assert.Equal((5, "Task is invalid", null), refused.Refused());
        Assert.Contains((await hub.AskAsync("get_users")).Data().AsArray(), u => u!.Text("name") == "Eva" && u!.Text("role") == "guest");
    }

    [Fact]
    public async Task A_subtask_is_a_task_with_a_parent_that_keeps_its_parent_open()
    {
        var task = await hub.Hooks.TaskAsync("Parent");
        var child = (await hub.AskAsync("post_task", $$"""{"id_project":{{hub.Hooks.Project}},"id_parent":"{{task}}","title":"Step","email_user_to":"paul@example.org"}""")).Data();
        Assert.Equal(["id", "name", "page", "status", "priority", "user_from", "user_to", "project", "date_added", "parent"], child.AsObject().Select(p => p.Key));
        Assert.Equal(("Step", "active", "Paul", $"{task}", "Parent"), (child.Text("name"), child.Text("status"), child["user_to"]!.Text("name"), child["parent"]!.Text("id"), child["parent"]!.Text("name")));
        var about = $$"""{"id_task":{{child.Text("id")}}""";

        Assert.Equal((13, "Task has children", null), (await hub.AskAsync("complete_task", $$"""{"id_task":{{task}}}""")).Refused());
        Assert.Equal("First step", (await hub.AskAsync("update_task", about + ""","title":"First step"}""")).Data().Text("name"));
        Assert.Equal("done", (await hub.AskAsync("complete_task", about + "}")).Data().Text("status"));
        Assert.Equal((12, "Task is already closed", null), (await hub.AskAsync("complete_task", about + "}")).Refused());
        (await hub.AskAsync("complete_task", $$"""{"id_task":{{task}}}""")).Data();
        Assert.Equal((14, "Parent task is done", null), (await hub.AskAsync("reopen_task", about + "}")).Refused());
        Assert.Equal("""{"status":"ok"}""", (await hub.AskAsync("reopen_task", $$"""{"id_task":{{task}}}""")).Text);
        Assert.Equal("""{"status":"ok"}""", (await hub.AskAsync("reopen_task", about + "}")).Text);
        Assert.Equal("active", (await hub.AskAsync("get_task", about + "}")).Data().Text("status"));

        var shown = Assert.Single((await hub.AskAsync("get_task", $$"""{"id_task":{{task}},"extra":"subtasks"}""")).Data()["child"]!.AsArray())!;
        Assert.Equal((child.Text("id"), "First step"), (shown.Text("id"), shown.Text("name")));
        var listed = (await hub.AskAsync("get_tasks", $$"""{"id_project":{{hub.Hooks.Project}},"extra":"text,subtasks"}""")).Data().AsArray().Single(t => t!.Text("id") == $"{task}")!;
        Assert.Single(listed["child"]!.AsArray());
        Assert.Null((await hub.AskAsync("get_task", $$"""{"id_task":{{task}}}""")).Data()["child"]);

        // What happened to it is told in Worksection's words.
        var events = (await hub.AskAsync("get_events", $$"""{"period":"1d","id_project":{{hub.Hooks.Project}}}""")).Data().AsArray()
            .Where(e => e!["object"]!.Text("id") == $"{task}" && e.Text("action") == "update").Select(e => (New: e!["new"]!, Old: e["old"]!)).ToList();
        string Child(string title, string status) => $$$"""{"id":"{{{child.Text("id")}}}","title":"{{{title}}}","status":"{{{status}}}","user_to":{"id":"2","email":"paul@example.org","name":"Paul"}}""";
        Assert.Equal((Child("Step", "active"), ""), (events[0].New["child"]!.ToJsonString(), events[0].Old.Text("child")));
        Assert.Equal((Child("First step", "done"), Child("First step", "active")), (events[2].New["child"]!.ToJsonString(), events[2].Old["child"]!.ToJsonString()));
    }

    [Fact]
    public async Task A_form_speaks_as_PHP_writes_it_and_comments_come_newest_first()
    {
        var task = await hub.Hooks.TaskAsync("Form");
        var form = $"action=post_comment&id_task={task}&text=J%C3%BCrgen+%26+co&todo%5B0%5D=a%2Cb&todo%5B1%5D=c";
        var content = new StringContent($"{form}&hash={WorksectionHub.Hash(form)}", Encoding.UTF8, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        var first = (await hub.SendAsync(HttpMethod.Post, "/api/admin/v2/", content)).Data();
        await hub.QueryAsync($"action=post_comment&id_task={task}&text=second");

        Assert.Equal("Jürgen & co\n\n- a,b\n- c", first.Text("text"));
        Assert.Equal(["second", first.Text("text")], (await hub.QueryAsync($"action=get_comments&id_task={task}")).Data().AsArray().Select(c => c!.Text("text")));
        var shown = (await hub.QueryAsync($"action=get_task&id_task={task}&extra=html,comments,subscribers")).Data();
        Assert.Equal((1, 2, 1), ((int)shown["has_comments"]!, shown["comments"]!.AsArray().Count, shown["subscribers"]!.AsArray().Count));
    }

    [Fact]
    public async Task A_long_description_is_cut_without_a_word_and_never_through_a_character()
    {
        var text = new string('a', 65_535) + "😀 and more";
        var task = (await hub.AskAsync("post_task", $$"""{"id_project":{{hub.Hooks.Project}},"title":"Long","text":"{{text}}"}""")).Data();

        Assert.Equal(new string('a', 65_535), task.Text("text"));
    }

    [Fact]
    public async Task An_archived_project_is_closed_and_its_tasks_are_listed_only_on_demand()
    {
        var project = (await hub.AskAsync("post_project", """{"title":"Old"}""")).Data().Text("id");
        var task = (await hub.AskAsync("post_task", $$"""{"id_project":{{project}},"title":"Kept"}""")).Data().Text("id");
        var about = $$"""{"id_project":{{project}}}""";
        Assert.Equal((12, "Project is already active", null), (await hub.AskAsync("activate_project", about)).Refused());
        Assert.Equal("""{"status":"ok"}""", (await hub.AskAsync("close_project", about)).Text);
        Assert.Equal((12, "Project is already closed", null), (await hub.AskAsync("close_project", about)).Refused());

        Assert.Equal(["Old"], (await hub.AskAsync("get_projects", """{"filter":"archive"}""")).Data().AsArray().Select(p => p!.Text("name")));
        Assert.Empty((await hub.AskAsync("get_projects", """{"filter":"pending"}""")).Data().AsArray());
        Assert.DoesNotContain((await hub.AskAsync("get_all_tasks")).Data().AsArray(), t => t!.Text("id") == task);
        Assert.Contains((await hub.AskAsync("get_all_tasks", """{"extra":"archive"}""")).Data().AsArray(), t => t!.Text("id") == task);
        Assert.Equal("""{"status":"ok"}""", (await hub.AskAsync("activate_project", about)).Text);
    }

    [Fact]
    public async Task What_happened_lately_is_listed_as_webhooks_tell_it_with_the_documented_page()
    {
        var project = (await hub.AskAsync("post_project", """{"title":"Told"}""")).Data().Text("id");
        var task = (await hub.AskAsync("post_task", $$"""{"id_project":{{project}},"title":"First"}""")).Data().Text("id");
        await hub.AskAsync("complete_task", $$"""{"id_task":{{task}}}""");

        var events = (await hub.AskAsync("get_events", $$"""{"period":"1h","id_project":{{project}}}""")).Data().AsArray();
        Assert.Equal(["post", "post", "close"], events.Select(e => e!.Text("action")));
        Assert.Equal([$"/project/{project}/", $"/project/{project}/{task}/", $"/project/{project}/{task}/"], events.Select(e => e!["object"]!.Text("page")));
        Assert.Equal(["action", "object", "date_added", "user_from"], events[2]!.AsObject().Select(p => p.Key));
        Assert.True((await hub.AskAsync("get_events", """{"period":"30d"}""")).Data().AsArray().Count > events.Count);
    }

    [Fact]
    public async Task The_one_folder_is_the_organization() => Assert.Equal(
        $$"""[{"id":"{{hub.Hooks.Organization}}","title":"Example Works","type":"company","client":0}]""",
        (await hub.AskAsync("get_project_groups")).Data().ToJsonString());
}
