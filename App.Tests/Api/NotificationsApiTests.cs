using TaskHub.Tests.Webhooks;

namespace TaskHub.Tests.Api;

/// <summary>Who is told of what, and who is not.</summary>
public sealed class NotificationsApiTests(HookHub hub) : IClassFixture<HookHub>
{
    [Fact]
    public async Task Whoever_is_given_a_task_is_told_and_whoever_gave_it_is_not()
    {
        var paul = await MeAsync(hub.Paul);
        var task = (await hub.Api.PostAsync("/tasks", $$"""{"project_id":{{hub.Project}},"name":"N","assigned_id":{{paul}}}""")).Id;
        Assert.Equal([("assigned", "task.created")], await ToldAsync(hub.Paul, task));
        Assert.Empty(await ToldAsync(hub.Api, task));

        await hub.Api.PatchAsync($"/tasks/{task}", """{"assigned_id":null}""");
        await hub.Paul.PatchAsync($"/tasks/{task}", """{"assigned_id":1}""");
        Assert.Equal([("assigned", "task.updated")], await ToldAsync(hub.Api, task));
        await hub.Paul.PatchAsync($"/tasks/{task}", $$"""{"assigned_id":{{paul}}}""");
        Assert.Equal([("assigned", "task.created")], await ToldAsync(hub.Paul, task));
    }

    [Fact]
    public async Task A_comment_tells_the_watchers_and_a_name_in_it_whoever_is_named()
    {
        var task = await hub.TaskAsync();
        await hub.Paul.PostAsync("/comments", $$"""{"target_id":{{task}},"body":"Plain"}""");
        Assert.Equal([("comment", "comment.created")], await ToldAsync(hub.Api, task));
        Assert.Empty(await ToldAsync(hub.Paul, task));

        var comment = (await hub.Api.PostAsync("/comments", $$"""{"target_id":{{task}},"body":"mail otto@paul.example, @pauline"}""")).Id;
        (string, string) said = ("comment", "comment.created");
        Assert.Equal([said], await ToldAsync(hub.Paul, task));
        await hub.Api.PatchAsync($"/comments/{comment}", """{"body":"Look, @PAUL."}""");
        await hub.Api.PatchAsync($"/comments/{comment}", """{"body":"Look again, @paul"}""");
        Assert.Equal([("mention", "comment.updated"), said], await ToldAsync(hub.Paul, task));
        Assert.DoesNotContain((await hub.Otto.GetAsync("/notifications")).Array, n => (long)n!["activity"]!["task_id"]! == task);
    }

    [Fact]
    public async Task A_description_names_people_once()
    {
        var task = (await hub.Api.PostAsync("/tasks", $$"""{"project_id":{{hub.Project}},"name":"N","description":"For @paul@example.org"}""")).Id;
        await hub.Api.PatchAsync($"/tasks/{task}", """{"description":"Still for @paul"}""");
        Assert.Equal([("mention", "task.created")], await ToldAsync(hub.Paul, task));
    }

    [Fact]
    public async Task What_was_read_is_marked_one_by_one_and_all_at_once()
    {
        var task = await hub.TaskAsync();
        await hub.Paul.PostAsync("/comments", $$"""{"target_id":{{task}},"body":"One"}""");
        await hub.Paul.PostAsync("/comments", $$"""{"target_id":{{task}},"body":"Two"}""");
        var newest = (await hub.Api.GetAsync("/notifications?read=false")).Array[0]!;
        Assert.Equal((false, null), ((bool)newest["read"]!, newest["read_at"]));

        var marked = await hub.Api.PatchAsync($"/notifications/{newest["id"]}", """{"read":true}""");
        Assert.Equal((200, true), (marked.Status, (bool)marked.Object["read"]!));
        Assert.DoesNotContain((await hub.Api.GetAsync("/notifications?read=false")).Array, n => (long)n!["id"]! == marked.Id);
        Assert.Equal(404, (await hub.Paul.PatchAsync($"/notifications/{marked.Id}", """{"read":false}""")).Status);
        Assert.Equal(404, (await hub.Paul.GetAsync($"/notifications/{marked.Id}")).Status);
        Assert.Equal(422, (await hub.Api.PatchAsync($"/notifications/{marked.Id}", "{}")).Status);

        Assert.True((int)(await hub.Api.PostAsync("/notifications/read", "{}")).Object["count"]! >= 1);
        Assert.Empty((await hub.Api.GetAsync("/notifications?read=false")).Array);
        Assert.Equal("""{"count":0}""", (await hub.Api.PostAsync("/notifications/read", "{}")).Text);
    }

    [Fact]
    public async Task Activities_are_told_to_members_by_every_filter_and_to_nobody_else()
    {
        var task = await hub.TaskAsync("Seen");
        await hub.Paul.PatchAsync($"/tasks/{task}", """{"status":"resolved"}""");
        var paul = await MeAsync(hub.Paul);

        var all = (await hub.Api.GetAsync($"/activities?task_id={task}&project_id={hub.Project}&organization_id={hub.Organization}")).Array;
        Assert.Equal(["task.completed", "task.created"], all.Select(a => (string)a!["event"]!));
        Assert.Equal(["update", "create"], all.Select(a => (string)a!["action"]!));
        Assert.Equal(["task.completed"], (await hub.Api.GetAsync($"/activities?task_id={task}&user_id={paul}")).Array.Select(a => (string)a!["event"]!));
        Assert.Single((await hub.Api.GetAsync($"/activities?task_id={task}&event=task.created")).Array);
        Assert.Equal(400, (await hub.Api.GetAsync("/activities?event=task.burned")).Status);
        Assert.Empty((await hub.Otto.GetAsync($"/activities?task_id={task}")).Array);
        Assert.Equal(200, (await hub.Paul.GetAsync($"/events/{all[0]!["event_id"]}")).Status);
        Assert.Equal(404, (await hub.Otto.GetAsync($"/events/{all[0]!["event_id"]}")).Status);
    }

    private static async Task<long> MeAsync(ApiClient api) => (await api.GetAsync("/me")).Id;

    private static async Task<(string Reason, string Event)[]> ToldAsync(ApiClient api, long task) =>
    [
        .. (await api.GetAsync("/notifications?per_page=1000")).Array
            .Where(n => (long?)n!["activity"]!["task_id"] == task).Select(n => ((string)n!["reason"]!, (string)n["activity"]!["event"]!)),
    ];
}
