using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks;

namespace TaskHub.Tests.Webhooks.Dispatch;

public sealed class DispatchRulesTests
{
    private static long TaskOf(ReceivedRequest request) => long.Parse(request.Json.GetProperty("id").GetString()!, CultureInfo.InvariantCulture);

    private static long SequenceOf(ReceivedRequest request) => long.Parse(request["webhook-sequence"]!, CultureInfo.InvariantCulture);

    [Fact]
    public async Task Sequence_numbers_begin_at_one_and_leave_no_gap_whether_few_or_many_happen_at_once()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var bench = await Workbench.StartAsync();
        await bench.AddWebhookAsync(receiver.Url);
        await bench.HappenAsync(1, 2, 3);
        await bench.HappenAsync([.. Enumerable.Range(4, 600).Select(i => (long)i)]);
        await bench.HappenAsync(604);
        await receiver.WaitForAsync(604);
        Assert.Equal(Enumerable.Range(1, 604).Select(i => (long)i), receiver.Requests.Select(SequenceOf).Order());
        Assert.All(receiver.Requests, r => Assert.Equal(TaskOf(r), SequenceOf(r)));
    }

    [Fact]
    public async Task In_strict_order_one_that_fails_keeps_the_others_waiting()
    {
        await using var receiver = await Receiver.StartAsync();
        var refusals = 0;
        receiver.AnswerWith(r => Answer.Of(TaskOf(r) == 2 && Interlocked.Increment(ref refusals) <= 3 ? 500 : 200));
        await using var bench = await Workbench.StartAsync();
        await bench.AddWebhookAsync(receiver.Url, w => w.StrictOrder = true);
        await bench.HappenAsync(1, 2, 3, 4, 5, 6);
        await bench.UntilAsync(db => db.Deliveries.AllAsync(d => d.State == DeliveryState.Delivered));
        Assert.Equal([1, 2, 2, 2, 2, 3, 4, 5, 6], receiver.Requests.Select(TaskOf));
    }

    [Fact]
    public async Task A_rate_lets_one_go_at_each_of_its_turns_and_no_more_however_many_wait()
    {
        var time = new ManualTime();
        var turn = TimeSpan.FromSeconds(3);
        await using var receiver = await Receiver.StartAsync();
        await using var bench = await Workbench.StartAsync(time: time);
        await bench.AddWebhookAsync(receiver.Url, w => w.RatePerMinute = 20);
        await bench.HappenAsync([.. Enumerable.Range(1, 130).Select(i => (long)i)]);
        for (var sent = 1; sent <= 120; sent++)
        {
            await receiver.WaitForAsync(sent);
            await time.SomebodyWaitsAsync(turn, TestContext.Current.CancellationToken);
            Assert.Equal(sent, receiver.Requests.Count);
            time.Advance(turn);
        }
    }

    [Fact]
    public async Task What_waits_for_its_turn_is_not_claimed_so_a_disabling_counts_for_it_at_once()
    {
        var time = new ManualTime();
        await using var receiver = await Receiver.StartAsync();
        await using var bench = await Workbench.StartAsync(time: time);
        var hook = await bench.AddWebhookAsync(receiver.Url, w => w.RatePerMinute = 1);
        await bench.HappenAsync(1, 2);
        await receiver.WaitForAsync(1);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await bench.DeliveriesAsync(hook) is not [{ State: DeliveryState.Delivered }, { State: DeliveryState.Pending, LeaseUntil: null }])
        {
            // Signals keep to the hub's clock, which stands still.
            patience.Token.ThrowIfCancellationRequested();
        }

        await bench.DisableAsync(hook);
        time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(DeliveryState.Held, (await bench.DeliveriesAsync(hook))[1].State);
        await bench.EnableAsync(hook);
        Assert.Equal(2, (await receiver.WaitForAsync(2)).Count);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_sent_in_the_thin_form_with_a_header_that_says_so()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var bench = await Workbench.StartAsync();
        await bench.AddWebhookAsync(receiver.Url, w => w.Format = WebhookFormat.Full);
        await bench.HappenAsync(new string('x', 300_000), 1);
        await bench.HappenAsync("short", 2);
        var requests = await receiver.WaitForAsync(2);
        var (large, small) = (requests.Single(r => r["webhook-body"] == "thin"), requests.Single(r => r["webhook-body"] is null));
        Assert.Equal(["type", "id", "url", "action"], large.Json.EnumerateObject().Select(p => p.Name));
        Assert.Equal("task.created", small.Json.GetProperty("type").GetString());
    }

    [Fact]
    public async Task The_thin_form_for_Worksections_receivers_is_their_list_without_what_changed()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerWith(Answer.WorksectionOk);
        await using var bench = await Workbench.StartAsync();
        await bench.AddWebhookAsync(receiver.Url, w => w.Format = WebhookFormat.Worksection);
        await bench.HappenAsync(new string('x', 300_000), 1);
        await bench.UntilAsync(db => db.Deliveries.AllAsync(d => d.State == DeliveryState.Delivered));

        var large = Assert.Single(receiver.Requests);
        var only = Assert.Single(large.Json.EnumerateArray());
        Assert.Equal("thin", large["webhook-body"]);
        Assert.Equal(["action", "object", "date_added", "user_from"], only.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("post", "/task/1/"), (only.GetProperty("action").GetString(), only.GetProperty("object").GetProperty("page").GetString()));
    }
}
