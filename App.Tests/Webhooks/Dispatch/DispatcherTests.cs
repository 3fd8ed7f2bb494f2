using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks;

namespace TaskHub.Tests.Webhooks.Dispatch;

public sealed class DispatcherTests
{
    private static long TaskOf(ReceivedRequest request) => long.Parse(request.Json.GetProperty("id").GetString()!, CultureInfo.InvariantCulture);

    [Fact]
    public async Task Every_event_arrives_once_and_its_attempt_is_on_record()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var bench = await Workbench.StartAsync();
        var hook = await bench.AddWebhookAsync(receiver.Url);
        await bench.HappenAsync([.. Enumerable.Range(1, 300).Select(i => (long)i)]);
        await bench.HappenAsync([.. Enumerable.Range(301, 500).Select(i => (long)i)]);
        await bench.UntilAsync(db => db.Deliveries.AllAsync(d => d.State == DeliveryState.Delivered));

        Assert.Equal(Enumerable.Range(1, 800).Select(i => (long)i), receiver.Requests.Select(TaskOf).Order());
        Assert.Equal(800, (await bench.AttemptsAsync(hook)).Count(a => a is { Number: 1, StatusCode: 200, Error: null }));
        Assert.Equal(800, receiver.Requests.Select(r => r.WebhookId).Distinct().Count());
    }

    [Fact]
    public async Task Changes_of_one_object_arrive_in_their_order()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerWith(r => new Answer { Delay = TimeSpan.FromMilliseconds(r.Number % 3) });
        await using var bench = await Workbench.StartAsync();
        var hook = await bench.AddWebhookAsync(receiver.Url);
        for (var round = 0; round < 20; round++)
        {
            await bench.HappenAsync(1, 2, 3, 4, 5);
        }

        await receiver.WaitForAsync(100);
        var order = (await bench.DeliveriesAsync(hook)).ToDictionary(d => d.PublicId, d => d.Id);
        foreach (var task in receiver.Requests.GroupBy(TaskOf))
        {
            var ids = task.Select(r => order[r.WebhookId!]).ToList();
            Assert.Equal(ids.Order(), ids);
        }
    }

    [Fact]
    public async Task The_tenth_error_in_a_row_disables_and_enabling_sends_what_was_held_oldest_first()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerWith(500);
        await using var bench = await Workbench.StartAsync();
        var hook = await bench.AddWebhookAsync(receiver.Url);
        await bench.HappenAsync(1);
        await receiver.WaitForAsync(1);
        await bench.HappenAsync(2, 3, 4);
        await bench.UntilAsync(db => db.Webhooks.AllAsync(w => !w.Enabled));

        var webhook = await bench.WebhookAsync(hook);
        Assert.Equal((10, DisabledReason.Errors), (webhook.Errors, webhook.DisabledReason));
        Assert.Equal(10, receiver.Requests.Count);
        await bench.HappenAsync(5);
        Assert.All(await bench.DeliveriesAsync(hook), d => Assert.Equal(DeliveryState.Held, d.State));

        receiver.AnswerWith(200);
        await bench.EnableAsync(hook);
        await bench.UntilAsync(db => db.Deliveries.AllAsync(d => d.State == DeliveryState.Delivered));
        Assert.Equal([1, 2, 3, 4, 5], receiver.Requests.Skip(10).Select(TaskOf));
        Assert.Equal(0, (await bench.WebhookAsync(hook)).Errors);
    }

    [Fact]
    public async Task A_failing_webhook_is_probed_one_attempt_at_a_time()
    {
        var now = 0;
        var most = 0;
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerWith(_ => new Answer
        {
            Writes = async context =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref now));
                context.Response.StatusCode = 503;
                await context.Response.WriteAsync("");
                Interlocked.Decrement(ref now);
            },
        });
        await using var bench = await Workbench.StartAsync();
        await bench.AddWebhookAsync(receiver.Url);
        await bench.HappenAsync(1);
        await receiver.WaitForAsync(1);
        await bench.HappenAsync([.. Enumerable.Range(2, 50).Select(i => (long)i)]);
        await bench.UntilAsync(db => db.Webhooks.AllAsync(w => !w.Enabled));
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task An_event_that_the_receiver_keeps_refusing_blocks_no_other()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerWith(r => Answer.Of(TaskOf(r) == 1 ? 400 : 200));
        await using var bench = await Workbench.StartAsync(schedule: "01:00:00");
        var hook = await bench.AddWebhookAsync(receiver.Url);
        await bench.HappenAsync(1, 2, 3, 4, 5);
        await bench.HappenAsync(6, 7);
        await bench.UntilAsync(db => db.Deliveries.AllAsync(d => d.State == DeliveryState.Delivered || d.ObjectId == 1));

        var refused = (await bench.DeliveriesAsync(hook)).Single(d => d.ObjectId == 1);
        Assert.Equal((DeliveryState.Retrying, 1), (refused.State, refused.AttemptsCount));
        Assert.Equal(0, (await bench.WebhookAsync(hook)).Errors);
    }

    [Fact]
    public async Task A_delivery_fails_for_good_after_one_attempt_more_than_the_schedule_has_steps()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerWith(404);
        await using var bench = await Workbench.StartAsync(schedule: "00:00:00.010,00:00:00.010", disableAfter: 100);
        var hook = await bench.AddWebhookAsync(receiver.Url);
        await bench.HappenAsync(1);
        await bench.UntilAsync(db => db.Deliveries.AllAsync(d => d.State == DeliveryState.Failed));
        Assert.Equal([1, 2, 3], (await bench.AttemptsAsync(hook)).Select(a => a.Number));
    }

    [Fact]
    public async Task Gone_disables_at_once_and_loses_nothing()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerWith(410);
        await using var bench = await Workbench.StartAsync();
        var hook = await bench.AddWebhookAsync(receiver.Url);
        await bench.HappenAsync(1);
        await bench.UntilAsync(db => db.Webhooks.AllAsync(w => !w.Enabled));
        Assert.Equal(DisabledReason.Gone, (await bench.WebhookAsync(hook)).DisabledReason);
        Assert.Equal(DeliveryState.Held, (await bench.DeliveriesAsync(hook)).Single().State);
    }

    [Fact]
    public async Task Retry_after_makes_the_whole_lane_wait()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerWith(new Answer { Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "3600" } });
        await using var bench = await Workbench.StartAsync();
        var hook = await bench.AddWebhookAsync(receiver.Url);
        await bench.HappenAsync(1);
        await bench.UntilAsync(db => db.Deliveries.AllAsync(d => d.State == DeliveryState.Retrying));
        await bench.HappenAsync(2);
        var webhook = await bench.WebhookAsync(hook);
        Assert.True(webhook.NotBefore - webhook.LastAttemptAt > TimeSpan.FromMinutes(59));
        Assert.True((await bench.DeliveriesAsync(hook))[0].NextAttemptAt >= webhook.NotBefore);
        Assert.Single(receiver.Requests);
    }

    [Fact]
    public async Task What_waits_when_a_person_disables_is_held_and_what_happens_then_is_not_for_it()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerWith(500);
        await using var bench = await Workbench.StartAsync(schedule: "01:00:00");
        var hook = await bench.AddWebhookAsync(receiver.Url);
        await bench.HappenAsync(1);
        await bench.UntilAsync(db => db.Deliveries.AllAsync(d => d.State == DeliveryState.Retrying));
        await bench.DisableAsync(hook);
        await bench.HappenAsync(2);
        Assert.Equal([(1L, DeliveryState.Held)], (await bench.DeliveriesAsync(hook)).Select(d => (d.ObjectId, d.State)));
    }

    [Fact]
    public async Task A_receiver_that_hangs_delays_only_itself()
    {
        await using var hanging = await Receiver.StartAsync();
        await using var healthy = await Receiver.StartAsync();
        var forever = new TaskCompletionSource();
        hanging.AnswerWith(new Answer { Until = forever.Task });
        await using var bench = await Workbench.StartAsync(schedule: "01:00:00");
        var stuck = await bench.AddWebhookAsync(hanging.Url);
        await bench.AddWebhookAsync(healthy.Url);
        await bench.HappenAsync([.. Enumerable.Range(1, 200).Select(i => (long)i)]);
        await healthy.WaitForAsync(200);
        Assert.DoesNotContain(await bench.DeliveriesAsync(stuck), d => d.State == DeliveryState.Delivered);
        forever.SetResult();
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
