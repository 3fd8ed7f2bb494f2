using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Webhooks.Attempts;

public sealed class ExpungeTests(HookHub world) : IClassFixture<HookHub>
{
    [Fact]
    public async Task The_bodies_and_the_texts_of_the_event_go_and_the_record_stays()
    {
        var (_, delivery) = await DeliveredAsync("goes", "Anna's number is 0170");
        var id = (string)delivery["id"]!;
        var was = delivery["attempts"]![0]!;
        Assert.Contains("0170", (string)was["request_body"]!, StringComparison.Ordinal);

        var answer = await world.Api.PostAsync($"/deliveries/{id}/expunge", "");
        Assert.Equal(200, answer.Status);
        var attempt = answer.Object["attempts"]![0]!;
        Assert.Equal("", (string?)attempt["request_body"]);
        Assert.Null(attempt["response_body"]);
        Assert.Equal((200, (string?)was["request_headers"]!["webhook-id"]), ((int)attempt["status_code"]!, (string?)attempt["request_headers"]!["webhook-id"]));
        Assert.True((long)answer.Object["expunged_at"]! > 0);
        Assert.Equal((await world.Api.GetAsync("/me")).Id, (long)answer.Object["expunged_by_id"]!);

        var e = await world.Api.GetAsync($"/events/{(string)was["request_headers"]!["webhook-event-id"]!}");
        Assert.Equal(200, e.Status);
        Assert.DoesNotContain("0170", e.Object.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("Task", (string?)e.Object["data"]!["object"]!["type"]);

        var again = await world.Api.PostAsync($"/deliveries/{id}/expunge", "");
        Assert.Equal((long)answer.Object["expunged_at"]!, (long)again.Object["expunged_at"]!);
    }

    [Fact]
    public async Task What_was_expunged_is_never_sent_again()
    {
        var (hook, delivery) = await DeliveredAsync("never", "Only once");
        await world.Api.PostAsync($"/deliveries/{(string)delivery["id"]!}/expunge", "");

        var answer = await world.Api.PostAsync($"/deliveries/{(string)delivery["id"]!}/redeliver", "");
        Assert.Equal(409, answer.Status);
        Assert.Contains("expunged", (string?)answer.Object["error"]!["description"], StringComparison.Ordinal);
        Assert.Equal(0, (int)(await world.Api.PostAsync($"/web_hooks/{hook}/redeliver", "{}")).Object["count"]!);
    }

    [Fact]
    public async Task The_event_keeps_its_texts_as_long_as_another_delivery_of_it_has_its_bodies()
    {
        var (_, first) = await DeliveredAsync("one", "Shared by two", alsoTo: "two");
        var eventId = (string)first["attempts"]![0]!["request_headers"]!["webhook-event-id"]!;
        var other = world.Receiver.Requests.Single(r => r.Path == "/two" && r["webhook-event-id"] == eventId).WebhookId!;

        await world.Api.PostAsync($"/deliveries/{(string)first["id"]!}/expunge", "");
        Assert.Contains("Shared by two", (await world.Api.GetAsync($"/events/{eventId}")).Object.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("Shared by two", (await world.Api.GetAsync($"/deliveries/{other}")).Object.ToJsonString(), StringComparison.Ordinal);

        Assert.Equal(200, (await world.Api.PostAsync($"/deliveries/{other}/expunge", "")).Status);
        Assert.DoesNotContain("Shared by two", (await world.Api.GetAsync($"/events/{eventId}")).Object.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_deleted_webhook_got_goes_along_because_nobody_could_reach_it()
    {
        var (_, first) = await DeliveredAsync("kept", "Told to both", alsoTo: "deleted");
        var eventId = (string)first["attempts"]![0]!["request_headers"]!["webhook-event-id"]!;
        var gone = (await world.Api.GetAsync($"/organizations/{world.Organization}/web_hooks")).Array.Single(w => ((string)w!["url"]!).EndsWith("/deleted", StringComparison.Ordinal));
        await world.Api.DeleteAsync($"/web_hooks/{(long)gone!["id"]!}");

        await world.Api.PostAsync($"/deliveries/{(string)first["id"]!}/expunge", "");
        Assert.DoesNotContain("Told to both", (await world.Api.GetAsync($"/events/{eventId}")).Object.ToJsonString(), StringComparison.Ordinal);
        await using var db = await world.Hub.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.False(await db.Attempts.AnyAsync(a => a.RequestBody.Contains("Told to both"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_still_waits_is_canceled()
    {
        world.Receiver.AnswerWith(r => r is { Path: "/waits", WebhookEvent: not "test" }
            ? new Answer { Status = 503, Headers = new Dictionary<string, string> { ["Retry-After"] = "3600" } }
            : Answer.Ok);
        var hook = (await world.CreateAsync("waits")).Id;
        await world.TaskAsync("Waits for an hour");
        var waiting = (await world.DeliveriesAsync(hook, all => all is [{ } one] && (string?)one["state"] == "retrying"))[0]!;

        var answer = await world.Api.PostAsync($"/deliveries/{(string)waiting["id"]!}/expunge", "");
        Assert.Equal("canceled", (string?)answer.Object["state"]);
        Assert.Null(answer.Object["next_attempt_at"]);
    }

    [Fact]
    public async Task Only_administrators_of_the_organization_may()
    {
        var (_, delivery) = await DeliveredAsync("guarded", "Not yours");
        var path = $"/deliveries/{(string)delivery["id"]!}/expunge";
        Assert.Equal(403, (await world.Paul.PostAsync(path, "")).Status);
        Assert.Equal(404, (await world.Otto.PostAsync(path, "")).Status);
        Assert.Contains("Not yours", (await world.Api.GetAsync($"/deliveries/{(string)delivery["id"]!}")).Object.ToJsonString(), StringComparison.Ordinal);
    }

    private async Task<(long Hook, JsonNode Delivery)> DeliveredAsync(string path, string name, string? alsoTo = null)
    {
        foreach (var other in (await world.Api.GetAsync($"/organizations/{world.Organization}/web_hooks")).Array)
        {
            await world.Api.DeleteAsync($"/web_hooks/{(long)other!["id"]!}");
        }

        var hook = (await world.CreateAsync(path, ""","format":"full" """)).Id;
        if (alsoTo is not null)
        {
            await world.CreateAsync(alsoTo, ""","format":"full" """);
        }

        await world.TaskAsync(name);
        if (alsoTo is not null)
        {
            await world.Receiver.WaitForAsync(r => r.Path == "/" + alsoTo && r.WebhookEvent != "test");
        }

        var all = await world.DeliveriesAsync(hook, all => all is [{ } one] && (string?)one["state"] == "delivered");
        return (hook, all[0]!);
    }
}
