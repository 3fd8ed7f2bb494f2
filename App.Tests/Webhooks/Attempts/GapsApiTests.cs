using System.Text.Json.Nodes;
using TaskHub.Tests.Api;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Webhooks.Attempts;

public sealed class GapsApiTests(HookHub hub) : IClassFixture<HookHub>
{
    private readonly ApiClient api = hub.Api;

    [Fact]
    public async Task A_receiver_is_told_what_it_has_not_acknowledged_and_pulls_the_very_bodies()
    {
        var hook = (await hub.CreateAsync("gaps", ""","format":"full" """)).Id;
        await hub.TaskAsync();
        await hub.DeliveriesAsync(hook, AllAre("delivered", 1));
        hub.Receiver.AnswerWith(r => r.Path == "/gaps" ? Answer.Of(500) : Answer.Ok);
        var task = await hub.TaskAsync("Lost on the way");
        await hub.TaskAsync();
        await hub.DeliveriesAsync(hook, all => all.Count(d => (string?)d!["state"] == "held") == 2);

        var gaps = (await api.GetAsync($"/web_hooks/{hook}/gaps")).Object;

        Assert.Equal(["type", "web_hook_id", "after", "through", "newest", "acknowledged_through", "removed", "gaps"], gaps.Select(p => p.Key));
        Assert.Equal((0, 3, 3, 1), (Number(gaps, "after"), Number(gaps, "through"), Number(gaps, "newest"), Number(gaps, "acknowledged_through")));
        Assert.Empty(gaps["removed"]!.AsArray());
        var first = gaps["gaps"]![0]!.AsObject();
        Assert.Equal(["sequence", "delivery_id", "event", "event_id", "object_type", "object_id", "state", "created_at", "body_url", "expunged_at"], first.Select(p => p.Key));
        Assert.Equal((2, "task.created", $"{task}", "held"), (Number(first, "sequence"), (string?)first["event"], (string?)first["object_id"], (string?)first["state"]));

        var sent = hub.Receiver.Requests.First(r => r.WebhookId == (string?)first["delivery_id"]);
        Assert.Equal(sent["webhook-sequence"], $"{Number(first, "sequence")}");
        var body = await api.GetAsync(Below((string)first["body_url"]!));
        Assert.Equal(sent.Text, body.Text);
        Assert.Equal((sent.WebhookId, "task.created", "2"), (body.Headers["webhook-id"], body.Headers["webhook-event"], body.Headers["webhook-sequence"]));
        Assert.Equal((string?)first["event_id"], body.Headers["webhook-event-id"]);
        Assert.Equal("application/json", body.Headers["Content-Type"]);
        Assert.Equal((403, 404), ((await hub.Paul.GetAsync(Below((string)first["body_url"]!))).Status, (await hub.Otto.GetAsync(Below((string)first["body_url"]!))).Status));
        Assert.Equal((403, 404), ((await hub.Paul.GetAsync($"/web_hooks/{hook}/gaps")).Status, (await hub.Otto.GetAsync($"/web_hooks/{hook}/gaps")).Status));

        // One whose bodies were expunged stays a gap, and says that nothing is to be fetched.
        await api.PostAsync($"/deliveries/{(string?)first["delivery_id"]}/expunge", "");
        var expunged = (await api.GetAsync($"/web_hooks/{hook}/gaps?after=1&per_page=1")).Object["gaps"]![0]!.AsObject();
        Assert.Equal((2, null, true), (Number(expunged, "sequence"), expunged["body_url"], expunged["expunged_at"] is not null));

        // A receiver that counts further than the hub does learns that the hub was set back.
        var ahead = (await api.GetAsync($"/web_hooks/{hook}/gaps?after=4711")).Object;
        Assert.Equal((4711, 3, 3, 0), (Number(ahead, "after"), Number(ahead, "through"), Number(ahead, "newest"), ahead["gaps"]!.AsArray().Count + ahead["removed"]!.AsArray().Count));
    }

    [Fact]
    public async Task Gaps_come_in_stretches_and_close_once_they_are_delivered()
    {
        var hook = (await hub.CreateAsync("stretches")).Id;
        hub.Receiver.AnswerWith(r => r.Path == "/stretches" ? Answer.Of(500) : Answer.Ok);
        for (var i = 0; i < 5; i++)
        {
            await hub.TaskAsync();
        }

        await hub.DeliveriesAsync(hook, AllAre("held", 5));
        var page = await api.GetAsync($"/web_hooks/{hook}/gaps?after=1&per_page=2");
        Assert.Equal([2, 3], Sequences(page));
        Assert.Equal((3, 5, 0), (Number(page.Object, "through"), Number(page.Object, "newest"), Number(page.Object, "acknowledged_through")));
        var rest = await api.GetAsync($"/web_hooks/{hook}/gaps?after=1&per_page=2&cursor={page.Headers["PaginationNextCursor"]}");
        Assert.Equal([4, 5], Sequences(rest));
        Assert.False(rest.Headers.ContainsKey("PaginationNextCursor"));
        Assert.Equal(400, (await api.GetAsync($"/web_hooks/{hook}/gaps?after=soon")).Status);

        hub.Receiver.AnswerWith(Answer.Ok);
        await api.PostAsync($"/web_hooks/{hook}/enable", "");
        await hub.DeliveriesAsync(hook, AllAre("delivered", 5));
        var closed = await api.GetAsync($"/web_hooks/{hook}/gaps");
        Assert.Empty(Sequences(closed));
        Assert.Equal(5, Number(closed.Object, "acknowledged_through"));

        // What was acknowledged once stays so, whatever becomes of a redelivery.
        hub.Receiver.AnswerWith(r => r.Path == "/stretches" ? Answer.Of(410) : Answer.Ok);
        await api.PostAsync($"/web_hooks/{hook}/redeliver", "{}");
        await hub.DeliveriesAsync(hook, all => all.Any(d => (string?)d!["state"] == "held"));
        Assert.Equal(5, Number((await api.GetAsync($"/web_hooks/{hook}/gaps")).Object, "acknowledged_through"));
    }

    [Fact]
    public async Task Why_is_told_of_an_event_and_of_a_webhook()
    {
        var hook = (await hub.CreateAsync("why", ""","events":["task.created"] """)).Id;
        await hub.TaskAsync();
        var sent = await hub.Receiver.WaitForAsync(r => r.Path == "/why" && r.WebhookEvent == "task.created");
        await hub.DeliveriesAsync(hook, AllAre("delivered", 1));

        var eventId = sent["webhook-event-id"];
        var why = (await api.GetAsync($"/events/{eventId}/why")).Object;
        Assert.Equal(["type", "event_id", "event", "object_type", "object_id", "created_at", "web_hooks"], why.Select(p => p.Key));
        var line = why["web_hooks"]!.AsArray().Single(w => (long)w!["web_hook_id"]! == hook)!.AsObject();
        Assert.Equal(["web_hook_id", "web_hook", "outcome", "text", "delivery_id", "state", "deleted"], line.Select(p => p.Key));
        Assert.Equal(("sent", "delivered", sent.WebhookId), ((string?)line["outcome"], (string?)line["state"], (string?)line["delivery_id"]));
        Assert.Equal("It was delivered at the first attempt.", (string?)line["text"]);
        Assert.Equal((403, 404), ((await hub.Paul.GetAsync($"/events/{eventId}/why")).Status, (await hub.Otto.GetAsync($"/events/{eventId}/why")).Status));
        Assert.Equal((200, 404), ((await hub.Paul.GetAsync($"/events/{eventId}")).Status, (await hub.Otto.GetAsync($"/events/{eventId}")).Status));

        var missed = await api.GetAsync($"/web_hooks/{hook}/why?per_page=1");
        Assert.Equal("created_later", (string?)missed.Array.Single()!["outcome"]);
        Assert.Equal((403, 404), ((await hub.Paul.GetAsync($"/web_hooks/{hook}/why")).Status, (await hub.Otto.GetAsync($"/web_hooks/{hook}/why")).Status));
    }

    private static List<long> Sequences(ApiAnswer answer) => [.. answer.Object["gaps"]!.AsArray().Select(g => (long)g!["sequence"]!)];

    private static long Number(JsonObject o, string field) => (long)o[field]!;

    private static string Below(string url) => url[(url.IndexOf("/api/3", StringComparison.Ordinal) + "/api/3".Length)..];

    private static Func<JsonArray, bool> AllAre(string state, int count) => all => all.Count == count && all.All(d => (string?)d!["state"] == state);
}
