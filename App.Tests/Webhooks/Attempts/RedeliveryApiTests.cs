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
    public async Task Ids_choose_and_what_is_not_a_list_of_them_is_refused()
    {
        var hook = (await hub.CreateAsync("chosen")).Id;
        await hub.TaskAsync();
        await hub.TaskAsync();
        var all = await hub.DeliveriesAsync(hook, AllAre("delivered", 2));

        var sent = await api.PostAsync($"/web_hooks/{hook}/redeliver", $$"""{"ids":["{{(string?)all[0]!["id"]}}","dlv_of_nobody"]}""");
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
