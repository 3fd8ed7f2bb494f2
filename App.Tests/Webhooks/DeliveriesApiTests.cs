using System.Text.Json.Nodes;
using TaskHub.Tests.Api;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Webhooks;

public sealed class DeliveriesApiTests(HookHub hub) : IClassFixture<HookHub>
{
    private readonly ApiClient api = hub.Api;

    [Fact]
    public async Task A_delivery_has_the_members_of_the_contract_and_its_attempts()
    {
        var hook = (await hub.CreateAsync("shape")).Id;
        var task = await hub.TaskAsync();

        var delivery = (await hub.DeliveriesAsync(hook, AllAre("delivered")))[0]!.AsObject();

        Assert.Equal(
            ["type", "id", "web_hook_id", "sequence", "event", "object_type", "object_id", "state", "attempts_count", "next_attempt_at", "created_at", "attempts"],
            delivery.Select(p => p.Key));
        Assert.Equal(("Delivery", "task.created", "task", $"{task}"), (Text(delivery, "type"), Text(delivery, "event"), Text(delivery, "object_type"), Text(delivery, "object_id")));
        Assert.Equal((hook, 1), ((long)delivery["web_hook_id"]!, (int)delivery["attempts_count"]!));
        Assert.Null(delivery["next_attempt_at"]);
        var received = hub.Receiver.Requests.Last(r => r.Path == "/shape");
        Assert.Equal(received.WebhookId, Text(delivery, "id"));

        // By the ids that the receiver was sent it is found at once, and only where it went.
        string[] ids = [received.WebhookId!, received["webhook-event-id"]!];
        foreach (var id in ids)
        {
            Assert.Equal(["task.created"], await EventsAsync(hook, $"?q={id}"));
            Assert.Equal(["task.created"], await EventsAsync(hook, $"?q=%20{id}&state=delivered&task_id={task}"));
            Assert.Empty(await EventsAsync(hook, $"?q={id}&state=failed"));
            Assert.Empty(await EventsAsync(hook, $"?q={id}&task_id={task + 1}"));
        }

        Assert.Empty(await EventsAsync((await hub.CreateAsync("elsewhere")).Id, $"?q={ids[1]}"));

        var one = await api.GetAsync($"/deliveries/{Text(delivery, "id")}");
        Assert.Equal(delivery.ToJsonString(), one.Object.ToJsonString());
        var attempts = await api.GetAsync($"/deliveries/{Text(delivery, "id")}/attempts");
        Assert.Equal(received.Text, (string?)attempts.Array.Single()!["request_body"]);
        Assert.Equal(200, (int)attempts.Array[0]!["status_code"]!);
    }

    [Fact]
    public async Task The_list_is_filtered_by_what_was_answered_by_task_and_by_text_in_a_body()
    {
        var hook = (await hub.CreateAsync("answers", ""","format":"full" """)).Id;
        hub.Receiver.AnswerWith(r => r.Path != "/answers" ? Answer.Ok : r.WebhookEvent == "comment.created" ? Answer.Of(422, """{"why":"too long"}""") : Answer.Of(201));
        await hub.TaskAsync("Another");
        var task = await hub.TaskAsync("Quietly");
        await hub.DeliveriesAsync(hook, all => all.Count == 2 && AllAre("delivered")(all));
        await api.PostAsync("/comments", $$"""{"target_type":"Task","target_id":{{task}},"body":"Aloud"}""");
        await hub.DeliveriesAsync(hook, all => all.Count == 3 && (string?)all[0]!["state"] == "held");

        Assert.Equal(["comment.created"], await EventsAsync(hook, "?code=4xx"));
        Assert.Equal(["comment.created"], await EventsAsync(hook, "?error=http_status&state=held"));
        Assert.Equal(["task.created", "task.created"], await EventsAsync(hook, "?code=2xx"));
        Assert.Empty(await EventsAsync(hook, "?code=5xx"));
        Assert.Empty(await EventsAsync(hook, "?error=timeout"));
        Assert.Equal(["comment.created", "task.created"], await EventsAsync(hook, $"?task_id={task}"));
        Assert.Equal(["comment.created"], await EventsAsync(hook, "?q=TOO+LONG"));
        var at = (long)(await api.GetAsync($"/web_hooks/{hook}/deliveries")).Array[0]!["created_at"]!;
        Assert.Equal(3, (await EventsAsync(hook, $"?since={at - 60}&until={at + 60}")).Count);
        Assert.Empty(await EventsAsync(hook, $"?since={at + 60}"));
        Assert.Equal((422, "There is no kind of error internal"), Refused(await api.GetAsync($"/web_hooks/{hook}/deliveries?error=internal"), "error"));
        hub.Receiver.AnswerWith(Answer.Ok);
    }

    [Fact]
    public async Task The_list_is_filtered_and_goes_on_at_its_cursor()
    {
        var hook = (await hub.CreateAsync("filter")).Id;
        var first = await hub.TaskAsync("Find the lighthouse");
        await api.PatchAsync($"/tasks/{first}", """{"name":"Paint the lighthouse"}""");
        await hub.TaskAsync("Something else");
        await hub.DeliveriesAsync(hook, all => all.Count == 3 && AllAre("delivered")(all));

        Assert.Equal(["task.updated"], await EventsAsync(hook, "?event=task.updated"));
        Assert.Empty(await EventsAsync(hook, "?state=failed"));
        Assert.Equal(["task.updated", "task.created"], await EventsAsync(hook, $"?q={first}"));
        Assert.Equal(["task.updated", "task.created"], await EventsAsync(hook, "?q=LIGHTHOUSE"));
        Assert.Empty(await EventsAsync(hook, "?until=1000000000"));
        Assert.Equal(3, (await EventsAsync(hook, "?since=1000000000")).Count);

        var page = await api.GetAsync($"/web_hooks/{hook}/deliveries?per_page=2");
        var rest = await api.GetAsync($"/web_hooks/{hook}/deliveries?per_page=2&cursor={page.Headers["PaginationNextCursor"]}");
        Assert.Equal(2, page.Array.Count);
        Assert.Equal("task.created", (string?)Assert.Single(rest.Array)!["event"]);
        Assert.False(rest.Headers.ContainsKey("PaginationNextCursor"));

        Assert.Equal((422, "There is no state lost"), Refused(await api.GetAsync($"/web_hooks/{hook}/deliveries?state=lost"), "state"));
        Assert.Equal((422, "There is no event task.moved"), Refused(await api.GetAsync($"/web_hooks/{hook}/deliveries?event=task.moved"), "event"));
    }

    [Fact]
    public async Task Errors_in_a_row_disable_it_and_what_was_held_leaves_once_it_is_enabled()
    {
        var hook = (await hub.CreateAsync("errors")).Id;
        hub.Receiver.AnswerWith(r => r.Path == "/errors" ? Answer.Of(503) : Answer.Ok);
        await hub.TaskAsync();
        var held = await hub.DeliveriesAsync(hook, AllAre("held"));

        var disabled = await api.GetAsync($"/web_hooks/{hook}");
        Assert.Equal(
            ("disabled", "Disabled automatically after 3 errors", "gray", "errors"),
            (Text(disabled.Object, "status"), Text(disabled.Object, "status_text"), Text(disabled.Object, "status_color"), Text(disabled.Object, "disabled_reason")));
        Assert.Equal(3, (int)disabled.Object["errors"]!);
        var refused = await api.PostAsync($"/deliveries/{Text(held[0]!, "id")}/redeliver", "");
        Assert.Equal((409, "The webhook is disabled; enable it first"), (refused.Status, refused.Description));
        Assert.Equal(409, (await api.PostAsync($"/web_hooks/{hook}/redeliver", "{}")).Status);

        hub.Receiver.AnswerWith(Answer.Ok);
        Assert.Equal(0, (int)(await api.PostAsync($"/web_hooks/{hook}/enable", "")).Object["errors"]!);
        await hub.DeliveriesAsync(hook, AllAre("delivered"));
        Assert.Equal("working", Text((await api.GetAsync($"/web_hooks/{hook}")).Object, "status"));
    }

    [Fact]
    public async Task One_delivery_is_sent_again_under_the_same_id()
    {
        var hook = (await hub.CreateAsync("again")).Id;
        await hub.TaskAsync();
        var id = Text((await hub.DeliveriesAsync(hook, AllAre("delivered")))[0]!, "id");

        var again = await api.PostAsync($"/deliveries/{id}/redeliver", "");

        Assert.Equal((202, id), (again.Status, Text(again.Object, "id")));
        var both = await hub.Receiver.WaitForAsync(2, r => r.WebhookId == id);
        Assert.Equal([1, 2], both.Select(r => r.WebhookAttempt));
        await hub.DeliveriesAsync(hook, all => AllAre("delivered")(all) && (int)all[0]!["attempts_count"]! == 2);
        Assert.Equal(404, (await hub.Otto.PostAsync($"/deliveries/{id}/redeliver", "")).Status);
        Assert.Equal(403, (await hub.Paul.GetAsync($"/deliveries/{id}")).Status);
    }

    [Fact]
    public async Task A_filter_is_counted_first_and_then_sent_again()
    {
        var hook = (await hub.CreateAsync("bulk")).Id;
        var task = await hub.TaskAsync();
        await hub.TaskAsync();
        await api.PatchAsync($"/tasks/{task}", """{"name":"Edited"}""");
        await hub.DeliveriesAsync(hook, all => all.Count == 3 && AllAre("delivered")(all));

        var counted = await api.PostAsync($"/web_hooks/{hook}/redeliver", """{"event":"task.created","dry_run":true}""");
        Assert.Equal((202, """{"count":2}"""), (counted.Status, counted.Text));
        Assert.Equal(3, (await api.GetAsync($"/web_hooks/{hook}/deliveries")).Array.Sum(d => (int)d!["attempts_count"]!));

        var sent = await api.PostAsync($"/web_hooks/{hook}/redeliver", """{"event":"task.created"}""");
        Assert.Equal((202, """{"count":2}"""), (sent.Status, sent.Text));
        await hub.DeliveriesAsync(hook, all => AllAre("delivered")(all) && all.Sum(d => (int)d!["attempts_count"]!) == 5);
    }

    [Theory]
    [InlineData("since", "until")]
    [InlineData("tried_since", "tried_until")]
    public async Task A_time_that_ends_before_it_begins_is_refused_by_its_name(string from, string to)
    {
        var hook = (await hub.CreateAsync("backwards")).Id;
        const long Late = 1_800_000_001, Early = 1_800_000_000;
        var said = $"{to} is before {from}: nothing can lie between them";

        Assert.Equal((422, said), Refused(await api.GetAsync($"/web_hooks/{hook}/deliveries?{from}={Late}&{to}={Early}"), to));
        Assert.Equal((422, said), Refused(await api.PostAsync($"/web_hooks/{hook}/redeliver", $$"""{"{{from}}":{{Late}},"{{to}}":{{Early}},"dry_run":true}"""), to));
        Assert.Equal(200, (await api.GetAsync($"/web_hooks/{hook}/deliveries?{from}={Early}&{to}={Early}")).Status);
    }

    private async Task<List<string>> EventsAsync(long hook, string query) =>
        [.. (await api.GetAsync($"/web_hooks/{hook}/deliveries{query}")).Array.Select(d => (string)d!["event"]!)];

    private static Func<JsonArray, bool> AllAre(string state) => all => all.Count > 0 && all.All(d => (string?)d!["state"] == state);

    private static (int, string) Refused(ApiAnswer answer, string field) => (answer.Status, answer.Error(field));

    private static string? Text(JsonNode node, string field) => (string?)node[field];
}
