using System.Globalization;
using TaskHub.Tests.Webhooks;

namespace TaskHub.Tests.Api;

/// <summary>How each described operation is called so that it succeeds: its address below <c>/api/3</c>, and its body.</summary>
public sealed class DescribedCalls
{
    private static int prepared;
    private readonly int number = Interlocked.Increment(ref prepared);
    private readonly Dictionary<string, (string Path, string? Body)> calls = [];

    private DescribedCalls()
    {
    }

    public IEnumerable<string> Ids => calls.Keys;

    public (string Path, string? Body) this[ApiOperation operation] =>
        calls[operation.Method == "PUT" ? operation.Id["put_".Length..] : operation.Id];

    /// <summary>Makes in the hub what the operations are about; what one deletes, no other needs.</summary>
    public static async Task<DescribedCalls> PrepareAsync(HookHub hub)
    {
        var all = new DescribedCalls();
        await all.WorkAsync(hub);
        await all.PeopleAsync(hub);
        await all.HooksAsync(hub);
        return all;
    }

    private async Task WorkAsync(HookHub hub)
    {
        var api = hub.Api;
        var project = hub.Project;
        var list = (long)(await api.GetAsync($"/task_lists?project_id={project}&order=position-ASC")).Array[0]!["id"]!;
        var (task, gone) = (await hub.TaskAsync("Report"), await hub.TaskAsync("Gone"));
        var subtask = (await api.PostAsync("/subtasks", $$"""{"task_id":{{task}},"name":"Step"}""")).Id;
        var lost = (await api.PostAsync("/subtasks", $$"""{"task_id":{{task}},"name":"Lost"}""")).Id;
        var comment = (await api.PostAsync("/comments", $$"""{"target_id":{{task}},"body":"Said"}""")).Id;
        var unsaid = (await api.PostAsync("/comments", $$"""{"target_id":{{task}},"body":"Unsaid"}""")).Id;
        var (ended, emptied) = ((await api.PostAsync("/projects", $$"""{"organization_id":{{hub.Organization}},"name":"Ended"}""")).Id, (await api.PostAsync("/task_lists", $$"""{"project_id":{{project}},"name":"Emptied"}""")).Id);

        Add("tasks", "task", task, gone, $$"""{"project_id":{{project}},"name":"New"}""", """{"name":"Newer","priority":3}""");
        Add("subtasks", "subtask", subtask, lost, $$"""{"task_id":{{task}},"name":"New"}""", """{"resolved":true}""");
        Add("comments", "comment", comment, unsaid, $$"""{"target_type":"Task","target_id":{{task}},"body":"New"}""", """{"body":"Newer"}""");
        Add("projects", "project", project, ended, $$"""{"organization_id":{{hub.Organization}},"name":"New"}""", """{"description":"Newer"}""");
        Add("task_lists", "task_list", list, emptied, $$"""{"project_id":{{project}},"name":"New"}""", """{"name":"Newer"}""");
        var watched = await hub.TaskAsync("Watched");
        foreach (var word in new[] { "watch", "unwatch", "mute" })
        {
            calls[$"{word}_task"] = ($"/tasks/{watched}/{word}", null);
        }

        // A file whose bytes are JSON, so that the same eyes can read it.
        var (file, taken) = ((await api.PostAsync($"/tasks/{task}/files?name=a.json", "7")).Id, (await api.PostAsync($"/tasks/{task}/files?name=b.json", "8")).Id);
        calls["list_task_files"] = ($"/tasks/{task}/files", null);
        calls["attach_file"] = ($"/tasks/{task}/files?name=c.json", "{}");
        calls["get_file"] = ($"/files/{file}", null);
        calls["get_file_content"] = ($"/files/{file}/content", null);
        calls["delete_file"] = ($"/files/{taken}", null);
        calls["list_reactions"] = ($"/comments/{comment}/reactions", null);
        calls["give_reaction"] = ($"/comments/{comment}/reactions", """{"sign":"🎉"}""");
        calls["take_reaction_back"] = ($"/comments/{comment}/reactions/👍", null);
        await api.PostAsync($"/comments/{comment}/reactions", """{"sign":"👍"}""");
        calls["delete_task_list"] = ($"/task_lists/{emptied}?move_tasks_to={list}", null);
    }

    private async Task PeopleAsync(HookHub hub)
    {
        var api = hub.Api;
        var members = $"/organizations/{hub.Organization}/memberships";
        var eva = (await api.PostAsync(members, $$"""{"email":"eva{{number}}@example.org","role":"external"}""")).Id;
        var finn = (await api.PostAsync(members, $$"""{"email":"finn{{number}}@example.org"}""")).Id;
        var spare = (await api.PostAsync("/organizations", """{"name":"Spare"}""")).Id;
        Add("organizations", "organization", hub.Organization, spare, """{"name":"New"}""", """{"name":"Newer"}""");
        Add($"organizations/{hub.Organization}/memberships", "membership", eva, finn, $$"""{"email":"gus{{number}}@example.org","name":"Gus"}""", """{"role":"participant"}""");
        calls["list_access_tokens"] = ($"/organizations/{hub.Organization}/access_tokens", null);
        calls["get_me"] = ("/me", null);
        calls["get_user"] = ("/users/1", null);

        // Paul gives the owner a task and says something: an activity, an event and a notification.
        var given = await hub.Paul.PostAsync("/tasks", $$"""{"project_id":{{hub.Project}},"name":"Given","assigned_id":1}""");
        Assert.Equal(201, given.Status);
        var told = (await api.GetAsync("/notifications")).Array[0]!;
        calls["list_notifications"] = ("/notifications", null);
        calls["get_notification"] = ($"/notifications/{told["id"]}", null);
        calls["update_notification"] = ($"/notifications/{told["id"]}", """{"read":true}""");
        calls["read_notifications"] = ("/notifications/read", "{}");
        calls["list_activities"] = ("/activities", null);
        calls["get_event"] = ($"/events/{told["activity"]!["event_id"]}", null);
        calls["search"] = ("/search?q=e", null);
    }

    private async Task HooksAsync(HookHub hub)
    {
        var (hook, gone) = ((await hub.CreateAsync("described")).Id, (await hub.CreateAsync("removed")).Id);
        var again = (await hub.CreateAsync("again")).Id;
        var task = await hub.TaskAsync("Delivered");
        await hub.Api.PostAsync("/comments", $$"""{"target_id":{{task}},"body":"Not for them"}""");
        var delivered = await hub.DeliveriesAsync(hook, all => all.Count > 0 && all.All(d => (string?)d!["state"] == "delivered"));
        var delivery = (string)delivered[0]!["id"]!;
        await hub.DeliveriesAsync(again, all => all.Count > 0 && all.All(d => (string?)d!["state"] == "delivered"));
        var redelivery = await hub.Api.PostAsync($"/web_hooks/{again}/redeliver", """{"state":"delivered"}""");
        var number = redelivery.Headers["Location"].Split('/')[^1];
        var expunged = (string)(await hub.DeliveriesAsync(gone, all => all.Count > 0 && all.All(d => (string?)d!["state"] == "delivered")))[0]!["id"]!;
        calls["expunge_delivery"] = ($"/deliveries/{expunged}/expunge", null);
        var paced = (await hub.CreateAsync("paced", ""","rate_per_minute":1""")).Id;
        await hub.TaskAsync("First");
        await hub.TaskAsync("Second");
        var waits = (string)(await hub.DeliveriesAsync(paced, all => all.Count == 2 && (string?)all[1]!["state"] == "delivered"))[0]!["id"]!;
        calls["cancel_delivery"] = ($"/deliveries/{waits}/cancel", null);
        calls["cancel_held_deliveries"] = ($"/web_hooks/{gone}/cancel_held", null);
        calls["list_redeliveries"] = ($"/web_hooks/{again}/redeliveries", null);
        calls["get_redelivery"] = ($"/redeliveries/{number}", null);
        calls["pause_redelivery"] = ($"/redeliveries/{number}/pause", null);
        calls["resume_redelivery"] = ($"/redeliveries/{number}/resume", null);
        calls["stop_redelivery"] = ($"/redeliveries/{number}/stop", null);
        calls["list_gaps"] = ($"/web_hooks/{hook}/gaps", null);
        calls["list_missed_events"] = ($"/web_hooks/{hook}/why", null);
        calls["why_event"] = ($"/events/{await EventOfAsync(hub, task)}/why", null);
        calls["get_delivery_body"] = ($"/deliveries/{delivery}/body", null);
        Add("web_hooks", "web_hook", hook, gone, "", """{"description":"Newer"}""");
        calls["list_web_hooks"] = ($"/organizations/{hub.Organization}/web_hooks", null);
        calls["create_web_hook"] = ($"/organizations/{hub.Organization}/web_hooks", $$"""{"url":"{{hub.Url("new")}}"}""");
        calls["enable_web_hook"] = ($"/web_hooks/{hook}/enable", null);
        calls["disable_web_hook"] = ($"/web_hooks/{gone}/disable", null);
        calls["rotate_web_hook_secret"] = ($"/web_hooks/{hook}/rotate_secret", """{"overlap_hours":1}""");
        calls["expire_web_hook_secret"] = ($"/web_hooks/{hook}/expire_secret", null);
        calls["test_web_hook"] = ($"/web_hooks/{hook}/test", """{"event":"task.created"}""");
        calls["get_web_hook_notifications"] = ($"/organizations/{hub.Organization}/web_hook_notifications", null);
        calls["update_web_hook_notifications"] = ($"/organizations/{hub.Organization}/web_hook_notifications", """{"mail":["disabled"]}""");
        calls["rehearse_web_hook"] = ($"/web_hooks/{hook}/rehearsal?events=task.created", null);
        calls["examine_web_hook"] = ($"/web_hooks/{hook}/examine", null);
        calls["redeliver_web_hook"] = ($"/web_hooks/{hook}/redeliver", """{"state":"failed","dry_run":true}""");
        calls["list_deliveries"] = ($"/web_hooks/{hook}/deliveries", null);
        calls["get_delivery"] = ($"/deliveries/{delivery}", null);
        calls["list_attempts"] = ($"/deliveries/{delivery}/attempts", null);
        calls["redeliver_delivery"] = ($"/deliveries/{delivery}/redeliver", null);
    }

    private static async Task<string> EventOfAsync(HookHub hub, long task) =>
        (string)(await hub.Api.GetAsync($"/activities?task_id={task}")).Array[0]!["event_id"]!;

    private void Add(string resource, string name, long id, long gone, string create, string change)
    {
        string Of(long which) => string.Create(CultureInfo.InvariantCulture, $"/{resource}/{which}");
        var plural = resource.Split('/')[^1];
        calls[$"list_{plural}"] = ($"/{resource}", null);
        calls[$"create_{name}"] = ($"/{resource}", create);
        calls[$"get_{name}"] = (Of(id), null);
        calls[$"update_{name}"] = (Of(id), change);
        calls[$"delete_{name}"] = (Of(gone), null);
    }
}
