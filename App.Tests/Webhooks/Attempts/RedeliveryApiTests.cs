using System.Text.Json.Nodes;
using TaskHub.Tests.Api;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Webhooks.Attempts;

public sealed class RedeliveryApiTests(HookHub hub) : IClassFixture<HookHub>
{
    private readonly ApiClient api = hub.Api;

    [Fact]
    public async Task A_redelivery_is_watched_at_its_location_until_all_have_left_again()
    {
        var hook = (await hub.CreateAsync("watched")).Id;
        await hub.TaskAsync();
        await hub.TaskAsync();
        var before = await hub.DeliveriesAsync(hook, AllAre("delivered", 2));

        var started = await api.PostAsync($"/web_hooks/{hook}/redeliver", $$"""{"since":{{(long)before[1]!["created_at"]!}}}""");

        Assert.Equal((202, """{"count":2}"""), (started.Status, started.Text));
        var location = started.Headers["Location"];
        Assert.Contains("/api/3/redeliveries/", location, StringComparison.Ordinal);
        var path = location[location.IndexOf("/redeliveries", StringComparison.Ordinal)..];
        await hub.DeliveriesAsync(hook, all => AllAre("delivered", 2)(all) && all.All(d => (int)d!["attempts_count"]! == 2));
        var again = hub.Receiver.Requests.Where(r => r.Path == "/watched" && r.WebhookAttempt == 2).ToList();
        Assert.Equal(before.Select(d => (string?)d!["id"]).Order(), again.Select(r => r.WebhookId).Order());
        Assert.All(again, r => Assert.True(Timestamp(r) >= Timestamp(First(r.WebhookId!))));

        var ended = await hub.UntilAsync(hook, path, o => (string?)o["state"] == "finished");
        Assert.Equal((2, 2, hook), ((int)ended["count"]!, (int)ended["sent"]!, (long)ended["web_hook_id"]!));
        Assert.Equal(ended.ToJsonString(), (await api.GetAsync($"/web_hooks/{hook}/redeliveries")).Array.Single()!.ToJsonString());
        Assert.Equal(404, (await hub.Otto.GetAsync(path)).Status);
        Assert.Equal(403, (await hub.Paul.GetAsync(path)).Status);
    }

    [Fact]
    public async Task Ids_that_are_none_are_refused_by_name_and_what_was_tried_when_is_found_whenever_it_happened()
    {
        var hook = (await hub.CreateAsync("named")).Id;
        await hub.TaskAsync();
        var delivery = (await hub.DeliveriesAsync(hook, AllAre("delivered", 1)))[0]!;
        var refused = await api.PostAsync($"/web_hooks/{hook}/redeliver", $$"""{"ids":["{{delivery["id"]}}","dlv_none"]}""");
        Assert.Equal((422, "There is no delivery dlv_none of this webhook"), (refused.Status, refused.Error("ids")));

        var tried = (long)delivery["attempts"]![0]!["started_at"]!;
        Assert.Single((await api.GetAsync($"/web_hooks/{hook}/deliveries?tried_since={tried}&tried_until={tried + 1}")).Array);
        Assert.Empty((await api.GetAsync($"/web_hooks/{hook}/deliveries?tried_since={tried + 1}")).Array);
        Assert.Empty((await api.GetAsync($"/web_hooks/{hook}/deliveries?tried_until={tried}")).Array);
        Assert.Equal("""{"count":1}""", (await api.PostAsync($"/web_hooks/{hook}/redeliver", $$"""{"tried_since":{{tried}},"dry_run":true}""")).Text);
    }

    [Fact]
    public async Task A_success_by_hand_cancels_the_waiting_retry()
    {
        var hook = (await hub.CreateAsync("waiting")).Id;
        hub.Receiver.AnswerWith(r => r.Path == "/waiting"
            ? new Answer { Status = 503, Headers = new Dictionary<string, string> { ["Retry-After"] = "3600" } } : Answer.Ok);
        await hub.TaskAsync();
        var id = (string)(await hub.DeliveriesAsync(hook, AllAre("retrying", 1)))[0]!["id"]!;

        hub.Receiver.AnswerWith(Answer.Ok);
        Assert.Equal(202, (await api.PostAsync($"/deliveries/{id}/redeliver", "")).Status);

        var delivered = (await hub.DeliveriesAsync(hook, AllAre("delivered", 1)))[0]!;
        Assert.Null(delivered["next_attempt_at"]);
        Assert.Equal([1, 2], hub.Receiver.Requests.Where(r => r.WebhookId == id).Select(r => r.WebhookAttempt));
        Assert.Equal((0, "working"), ((int)(await api.GetAsync($"/web_hooks/{hook}")).Object["errors"]!, (string?)(await api.GetAsync($"/web_hooks/{hook}")).Object["status"]));
    }

    [Fact]
    public async Task What_is_being_sent_right_now_is_neither_sent_twice_nor_lost()
    {
        var hook = (await hub.CreateAsync("racing")).Id;
        var answers = new TaskCompletionSource();
        hub.Receiver.AnswerWith(r => r.Path == "/racing" ? new Answer { Until = answers.Task } : Answer.Ok);
        await hub.TaskAsync();
        var request = await hub.Receiver.WaitForAsync(r => r.Path == "/racing" && r.WebhookEvent == "task.created");

        var refused = await api.PostAsync($"/deliveries/{request.WebhookId}/redeliver", "");
        Assert.Equal((409, "An attempt of this delivery is under way"), (refused.Status, refused.Description));
        Assert.Equal(202, (await api.PostAsync($"/web_hooks/{hook}/redeliver", $$"""{"ids":["{{request.WebhookId}}"]}""")).Status);

        answers.SetResult();
        var delivered = (await hub.DeliveriesAsync(hook, AllAre("delivered", 1)))[0]!;
        Assert.Equal(1, (int)delivered["attempts_count"]!);
        Assert.Single(hub.Receiver.Requests, r => r.WebhookId == request.WebhookId);
    }

    [Fact]
    public async Task Of_two_who_ask_for_one_delivery_at_once_one_is_told_that_it_is_done_already()
    {
        var hook = (await hub.CreateAsync("both")).Id;
        await hub.TaskAsync();
        var id = (string)(await hub.DeliveriesAsync(hook, AllAre("delivered", 1)))[0]!["id"]!;
        var answers = new TaskCompletionSource();
        hub.Receiver.AnswerWith(r => r.Path == "/both" ? new Answer { Until = answers.Task } : Answer.Ok);

        var asked = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => api.PostAsync($"/deliveries/{id}/redeliver", "")));

        Assert.Equal([202, 409, 409, 409], asked.Select(a => a.Status).Order());
        answers.SetResult();
        await hub.DeliveriesAsync(hook, all => AllAre("delivered", 1)(all) && (int)all[0]!["attempts_count"]! == 2);
    }

    [Fact]
    public async Task Of_a_task_whose_newest_state_arrived_or_leaves_too_nothing_older_leaves_again()
    {
        var hook = (await hub.CreateAsync("newest")).Id;
        long[] tasks = [await hub.TaskAsync("First"), await hub.TaskAsync("Second")];
        foreach (var task in tasks)
        {
            await api.PatchAsync($"/tasks/{task}", """{"priority":1}""");
        }

        await hub.DeliveriesAsync(hook, AllAre("delivered", 4));

        Assert.Equal("""{"count":2}""", (await api.PostAsync($"/web_hooks/{hook}/redeliver", """{"event":"task.created","dry_run":true}""")).Text);
        Assert.Equal("""{"count":0}""", (await api.PostAsync($"/web_hooks/{hook}/redeliver", """{"event":"task.created","collapse":true,"dry_run":true}""")).Text);
        Assert.Equal("""{"count":2}""", (await api.PostAsync($"/web_hooks/{hook}/redeliver", """{"collapse":true}""")).Text);
        await hub.DeliveriesAsync(hook, all => all.Count(d => (int)d!["attempts_count"]! == 2) == 2);
        var again = hub.Receiver.Requests.Where(r => r.Path == "/newest" && r.WebhookAttempt == 2 && r.WebhookEvent == "task.updated").Select(r => r.Json.GetProperty("id").GetString());
        Assert.Equal(tasks.Select(t => $"{t}").Order(), again.Order());
    }

    [Fact]
    public async Task A_paused_redelivery_hands_nothing_over_until_it_is_resumed()
    {
        var hook = (await hub.CreateAsync("resumed", ""","rate_per_minute":60""")).Id;
        await hub.TaskAsync();
        await hub.DeliveriesAsync(hook, AllAre("delivered", 1));
        await api.PatchAsync($"/web_hooks/{hook}", """{"rate_per_minute":60000}""");
        for (var i = 0; i < 80; i++)
        {
            await hub.TaskAsync();
        }

        await hub.DeliveriesAsync(hook, AllAre("delivered", 81), "?per_page=100");
        await api.PatchAsync($"/web_hooks/{hook}", """{"rate_per_minute":60}""");
        var started = await api.PostAsync($"/web_hooks/{hook}/redeliver", "{}");
        var path = started.Headers["Location"][started.Headers["Location"].IndexOf("/redeliveries", StringComparison.Ordinal)..];
        Assert.Equal("paused", (string?)(await api.PostAsync($"{path}/pause", "")).Object["state"]);
        await api.PatchAsync($"/web_hooks/{hook}", """{"rate_per_minute":60000}""");

        // A new event passes; what was not handed over stays.
        await hub.TaskAsync();
        await hub.DeliveriesAsync(hook, all => (string?)all[0]!["state"] == "delivered" && all.Count == 82, "?per_page=100");
        Assert.True((int)(await api.GetAsync(path)).Object["sent"]! < 81);
        Assert.Equal("running", (string?)(await api.PostAsync($"{path}/resume", "")).Object["state"]);
        var ended = await hub.UntilAsync(hook, path, o => (string?)o["state"] == "finished");
        Assert.Equal(81, (int)ended["sent"]!);
        Assert.Equal("finished", (string?)(await api.PostAsync($"{path}/pause", "")).Object["state"]);
    }

    [Fact]
    public async Task Ids_choose_and_what_is_not_a_list_of_them_is_refused()
    {
        var hook = (await hub.CreateAsync("chosen")).Id;
        await hub.TaskAsync();
        await hub.TaskAsync();
        var all = await hub.DeliveriesAsync(hook, AllAre("delivered", 2));

        var sent = await api.PostAsync($"/web_hooks/{hook}/redeliver", $$"""{"ids":["{{(string?)all[0]!["id"]}}"]}""");
        Assert.Equal((202, """{"count":1}"""), (sent.Status, sent.Text));
        await hub.DeliveriesAsync(hook, now => AllAre("delivered", 2)(now) && now.Select(d => (int)d!["attempts_count"]!).SequenceEqual([2, 1]));
        Assert.Equal(400, (await api.PostAsync($"/web_hooks/{hook}/redeliver", """{"ids":"all"}""")).Status);
        Assert.Equal(422, (await api.PostAsync($"/web_hooks/{hook}/redeliver", """{"state":"lost"}""")).Status);
    }

    private ReceivedRequest First(string id) => hub.Receiver.Requests.First(r => r.WebhookId == id);

    private static long Timestamp(ReceivedRequest request) =>
        long.Parse(request["webhook-timestamp"]!, System.Globalization.CultureInfo.InvariantCulture);

    private static Func<JsonArray, bool> AllAre(string state, int count) => all => all.Count == count && all.All(d => (string?)d!["state"] == state);
}
