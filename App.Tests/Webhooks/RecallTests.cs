using Microsoft.Extensions.DependencyInjection;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks.Dispatch;

namespace TaskHub.Tests.Webhooks;

/// <summary>
/// What a person changes counts for everything that has not left, though it be claimed already. Each test has three deliveries sent again: the
/// first hangs at its receiver, and two of the same task stand claimed behind it.
/// </summary>
public sealed class RecallTests(HookHub world) : IClassFixture<HookHub>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task After_a_disabling_nothing_leaves_until_the_webhook_is_enabled_again()
    {
        var jam = await JamAsync("off");
        Assert.Equal(200, (await world.Api.PostAsync($"/web_hooks/{jam.Hook}/disable", "")).Status);
        await EndAsync(jam);
        Assert.Equal(["task.created"], Again("off"));

        Assert.Equal(200, (await world.Api.PostAsync($"/web_hooks/{jam.Hook}/enable", "")).Status);
        await world.DeliveriesAsync(jam.Hook, all => all.All(d => (int)d!["attempts_count"]! == 2));
        Assert.Equal(["task.created", "test", "task.updated", "task.updated"], Again("off"));
    }

    [Fact]
    public async Task After_a_deletion_nothing_leaves()
    {
        var jam = await JamAsync("gone");
        Assert.Equal(204, (await world.Api.DeleteAsync($"/web_hooks/{jam.Hook}")).Status);
        await EndAsync(jam);
        Assert.Equal(["task.created"], Again("gone"));
    }

    [Fact]
    public async Task What_has_not_left_goes_to_the_new_url()
    {
        var jam = await JamAsync("old");
        Assert.Equal(200, (await world.Api.PatchAsync($"/web_hooks/{jam.Hook}", $$"""{"url":"{{world.Url("new")}}"}""")).Status);
        await EndAsync(jam);

        await world.DeliveriesAsync(jam.Hook, all => all.All(d => (int)d!["attempts_count"]! == 2));
        Assert.Equal(["task.created"], Again("old"));
        Assert.Equal(["test", "task.updated", "task.updated"], Events("new"));
    }

    [Fact]
    public async Task A_secret_that_was_ended_signs_nothing_that_leaves_later()
    {
        var jam = await JamAsync("secret");
        Assert.Equal(200, (await world.Api.PostAsync($"/web_hooks/{jam.Hook}/rotate_secret", "")).Status);
        Assert.Equal(200, (await world.Api.PostAsync($"/web_hooks/{jam.Hook}/expire_secret", "")).Status);
        await EndAsync(jam);

        await world.DeliveriesAsync(jam.Hook, all => all.All(d => (int)d!["attempts_count"]! == 2));
        var before = At("secret")[0]["webhook-signature"];
        var after = At("secret")[^1];
        var fresh = (await world.Api.PostAsync($"/web_hooks/{jam.Hook}/test", "")).Status;
        Assert.Equal((200, 2), (fresh, after.WebhookAttempt));
        Assert.DoesNotContain(' ', after["webhook-signature"]!);
        Assert.NotEqual(before, after["webhook-signature"]);
    }

    [Fact]
    public async Task What_a_stopped_redelivery_had_not_sent_stays_as_it_was_and_is_not_counted()
    {
        var jam = await JamAsync("stop");
        var stopped = await world.Api.PostAsync($"{jam.Redelivery}/stop", "");
        await EndAsync(jam);

        Assert.Equal(("stopped", 1), ((string?)stopped.Object["state"], (int)stopped.Object["sent"]!));
        var after = await world.DeliveriesAsync(jam.Hook, all => all.All(d => (string?)d!["state"] == "delivered"));
        Assert.Equal([1, 1, 2], after.Select(d => (int)d!["attempts_count"]!));
        Assert.Equal(["task.created"], Again("stop"));
    }

    [Fact]
    public async Task What_stands_behind_others_is_expunged_at_once_and_does_not_leave()
    {
        var jam = await JamAsync("expunge");
        Assert.Equal(409, (await world.Api.PostAsync($"/deliveries/{jam.Ids[0]}/expunge", "")).Status);
        Assert.Equal(200, (await world.Api.PostAsync($"/deliveries/{jam.Ids[2]}/expunge", "")).Status);
        await EndAsync(jam);

        await world.DeliveriesAsync(jam.Hook, all => all.Sum(d => (int)d!["attempts_count"]!) == 5);
        Assert.Equal(["task.created", "task.updated"], Again("expunge"));
    }

    private Dispatcher Dispatcher => world.Hub.Services.GetRequiredService<Dispatcher>();

    private List<ReceivedRequest> At(string path) => [.. world.Receiver.Requests.Where(r => r.Path == $"/{path}")];

    private List<string?> Events(string path) => [.. At(path).Select(r => r.WebhookEvent)];

    /// <summary>What came after the first round: the test of the new webhook, and three deliveries.</summary>
    private IEnumerable<string?> Again(string path) => Events(path).Skip(4);

    private async Task<Jam> JamAsync(string path)
    {
        var hook = (await world.CreateAsync(path)).Id;
        var task = await world.TaskAsync();
        foreach (var name in new[] { "Write it well", "Write it better" })
        {
            await world.Api.PatchAsync($"/tasks/{task}", $$"""{"name":"{{name}}"}""");
        }

        var delivered = await world.DeliveriesAsync(hook, all => all.Count == 3 && all.All(d => (string?)d!["state"] == "delivered"));
        var answers = new TaskCompletionSource();
        world.Receiver.AnswerWith(r => r.Path == $"/{path}" && r is { WebhookEvent: "task.created", WebhookAttempt: 2 }
            ? new Answer { Until = answers.Task } : Answer.Ok);
        var started = await world.Api.PostAsync($"/web_hooks/{hook}/redeliver", """{"state":"delivered"}""");
        var location = started.Headers["Location"];
        await world.Receiver.WaitForAsync(r => r.Path == $"/{path}" && r.WebhookAttempt == 2);
        Assert.Equal(3, Dispatcher.InFlight()[hook]);
        return new Jam(
            hook, [.. delivered.Reverse().Select(d => (string)d!["id"]!)], location[location.IndexOf("/redeliveries", StringComparison.Ordinal)..], answers);
    }

    /// <summary>Lets the receiver answer, and returns when nothing is claimed any more.</summary>
    private async Task EndAsync(Jam jam)
    {
        jam.Answers.SetResult();
        using var deadline = new CancellationTokenSource(Patience);
        while (Dispatcher.InFlight().ContainsKey(jam.Hook))
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed record Jam(long Hook, IReadOnlyList<string> Ids, string Redelivery, TaskCompletionSource Answers);
}
