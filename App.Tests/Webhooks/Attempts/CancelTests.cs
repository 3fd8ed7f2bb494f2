using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Webhooks.Attempts;

/// <summary>One delivery that waits is canceled by hand; HookHub disables after three errors, which is less than its schedule has steps.</summary>
public sealed class CancelTests(HookHub world) : IClassFixture<HookHub>
{
    [Fact]
    public async Task In_strict_order_one_that_a_receiver_never_takes_makes_way_once_it_is_canceled()
    {
        var hook = (await world.CreateAsync("poison", ""","strict_order":true""")).Id;
        world.Receiver.AnswerWith(r => Answer.Of(r.Path == "/poison" && r["webhook-sequence"] == "1" ? 400 : 200));
        await world.TaskAsync("Poison");
        await world.TaskAsync("Fine");
        var held = await world.DeliveriesAsync(hook, all => all.Count == 2 && all.All(d => (string?)d!["state"] == "held"));
        var (poison, fine) = ((string)held[1]!["id"]!, (string)held[0]!["id"]!);

        var answer = await world.Api.PostAsync($"/deliveries/{poison}/cancel", "");

        Assert.Equal((200, "canceled"), (answer.Status, (string?)answer.Object["state"]));
        Assert.Equal(200, (await world.Api.PostAsync($"/web_hooks/{hook}/enable", "")).Status);
        await world.DeliveriesAsync(hook, all => (string?)all[0]!["state"] == "delivered");
        Assert.Equal(3, world.Receiver.Requests.Count(r => r.WebhookId == poison));
        Assert.Single(world.Receiver.Requests, r => r.WebhookId == fine);
        Assert.Equal((409, "This delivery waits for nothing, so there is nothing to cancel"), await RefusalAsync(poison));
        Assert.Equal((409, "This delivery waits for nothing, so there is nothing to cancel"), await RefusalAsync(fine));
    }

    [Fact]
    public async Task What_a_webhook_holds_is_canceled_together_and_never_leaves_by_itself()
    {
        var hook = (await world.CreateAsync("held")).Id;
        world.Receiver.AnswerWith(r => Answer.Of(r.Path == "/held" && r.WebhookEvent != "test" ? 410 : 200));
        await world.TaskAsync("One");
        await world.TaskAsync("Two");
        await world.DeliveriesAsync(hook, all => all.Count == 2 && all.All(d => (string?)d!["state"] == "held"));

        Assert.Equal("""{"canceled":2}""", (await world.Api.PostAsync($"/web_hooks/{hook}/cancel_held", "")).Text);
        Assert.Equal("""{"canceled":0}""", (await world.Api.PostAsync($"/web_hooks/{hook}/cancel_held", "")).Text);

        Assert.Equal(200, (await world.Api.PostAsync($"/web_hooks/{hook}/enable", "")).Status);
        await world.TaskAsync("Three");
        world.Receiver.AnswerWith(Answer.Ok);
        var after = await world.DeliveriesAsync(hook, all => all.Count == 3);
        Assert.Equal(["canceled", "canceled"], after.Skip(1).Select(d => (string?)d!["state"]));
    }

    [Theory]
    [InlineData("/enable", "{bad", 400)]
    [InlineData("/disable", """{"reason":"tired"}""", 400)]
    [InlineData("/cancel_held", """{"reason":"tired"}""", 400)]
    [InlineData("/disable", "{}", 200)]
    public async Task A_body_that_nobody_reads_is_refused(string act, string body, int status)
    {
        var hook = (await world.CreateAsync("idle", ""","enabled":false""")).Id;
        Assert.Equal(status, (await world.Api.PostAsync($"/web_hooks/{hook}{act}", body)).Status);
    }

    private async Task<(int, string)> RefusalAsync(string delivery)
    {
        var answer = await world.Api.PostAsync($"/deliveries/{delivery}/cancel", "");
        return (answer.Status, answer.Description);
    }
}
