using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Identity;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Attempts;
using TaskHub.Webhooks.Dispatch;

namespace TaskHub.Tests.Webhooks.Attempts;

/// <summary>Redeliveries over a real database, a step at a time: the test is the lane that claims and the receiver that answers.</summary>
public sealed partial class RedeliveryTests : IAsyncLifetime
{
    private HubDatabase hub = null!;
    private Actor ada = null!;
    private Redeliverer redeliverer = null!;
    private long hook;

    public async ValueTask InitializeAsync()
    {
        hub = await HubDatabase.CreateAsync(builder =>
        {
            builder.Configuration["TaskHub:Webhooks:DisableAfter"] = "1000";
            builder.AddWebhooks();
        });
        ada = await hub.Ada();
        redeliverer = hub.Get<Redeliverer>();
        hook = await AddAsync();
        await hub.Get<Recorder>().StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await hub.Get<Recorder>().FinishAsync(TestContext.Current.CancellationToken);
        await hub.DisposeAsync();
    }

    [Fact]
    public async Task It_queues_little_at_a_time_in_front_of_new_events_and_ends_when_all_have_left()
    {
        await DeliveredAsync(3000);
        var started = await StartAsync(new());
        Assert.Equal(3000, started.Count);

        await StepAsync();
        await HappenAsync(1);
        var claim = await ClaimAsync();
        Assert.InRange(claim.Count, 1, Lane.Window);
        Assert.Contains(claim, d => d.Sequence == 3001);
        Assert.True(await CountAsync(DeliveryState.Delivered) > 2500);

        await AnswerAsync(claim, 200);
        await RunAsync();
        Assert.Equal((RedeliveryState.Finished, 3000, 3000), await StateAsync(started.Id));
        Assert.Equal(3001, await CountAsync(DeliveryState.Delivered));
        await using var db = hub.Open();
        Assert.Equal(3000 + 3001, await db.Attempts.CountAsync());
        Assert.True(await db.Deliveries.Where(d => d.Sequence <= 3000).AllAsync(d => d.AttemptsCount == 2 && d.StateBefore == null));
    }

    [Fact]
    public async Task What_is_not_sent_when_it_is_stopped_is_again_what_it_was()
    {
        await DeliveredAsync(200);
        await ChangeAsync(d => d.Sequence % 3 == 0, DeliveryState.Failed);
        await ChangeAsync(d => d.Sequence % 3 == 1, DeliveryState.Canceled);
        var before = await StatesAsync();
        var started = await StartAsync(new());
        await StepAsync();
        var claimed = (await ClaimAsync(5)).ConvertAll(d => d.Sequence);
        Assert.Equal([1, 2, 3, 4, 5], claimed);

        var stopped = (await hub.Get<StopRedelivery>().RunAsync(ada, started.Id!.Value)).Value;

        Assert.Equal(RedeliveryState.Stopped, stopped.State);
        var after = await StatesAsync();
        Assert.All(after.Take(5), state => Assert.Equal(DeliveryState.Pending, state));
        Assert.Equal(before.Skip(5), after.Skip(5));
        Assert.Empty(await ClaimAsync());
        Assert.False(await StepAsync());
    }

    [Fact]
    public async Task While_the_webhook_is_disabled_it_waits_and_another_hub_goes_on_with_it()
    {
        await DeliveredAsync(200);
        var started = await StartAsync(new());
        await StepAsync();
        await TurnAsync(enable: false);
        await StepAsync();
        var held = await CountAsync(DeliveryState.Held);
        Assert.InRange(held, 1, 199);
        Assert.Equal(200 - held, await CountAsync(DeliveryState.Delivered));
        Assert.Equal((RedeliveryState.Running, 200, 0), await StateAsync(started.Id));

        // Nothing of it is remembered but the row.
        redeliverer = ActivatorUtilities.CreateInstance<Redeliverer>(hub.Get<IServiceProvider>());
        await TurnAsync(enable: true);
        await RunAsync();
        Assert.Equal((RedeliveryState.Finished, 200, 200), await StateAsync(started.Id));
        Assert.Equal(200, await CountAsync(DeliveryState.Delivered));
    }

    [Fact]
    public async Task Giving_up_what_is_held_takes_no_acknowledgment_back()
    {
        await DeliveredAsync(3);
        await StartAsync(new());
        await StepAsync();
        await TurnAsync(enable: false);
        Assert.Equal(3, await CountAsync(DeliveryState.Held));
        await hub.Get<CancelHeld>().RunAsync(ada, hook);
        Assert.Equal(3, await CountAsync(DeliveryState.Delivered));
    }

    [Fact]
    public async Task A_slow_receiver_gets_what_its_lane_sends_at_once_and_a_failing_one_a_single_one()
    {
        await DeliveredAsync(500);
        await StartAsync(new());
        await StepAsync();
        var first = await CountAsync(DeliveryState.Pending);
        var few = await ClaimAsync(2);
        for (var i = 0; i < Lane.Breadth; i++)
        {
            await AnswerAsync(few, 200);
            await StepAsync();
            few = await ClaimAsync(2);
        }

        Assert.Equal((Lane.Breadth, Lane.Breadth / 2), (first, await CountAsync(DeliveryState.Pending)));
        await AnswerAsync(few, 200);
        await AnswerAsync(await ClaimAsync(1), 500);
        for (var waiting = await CountAsync(DeliveryState.Pending); waiting > 0; waiting--)
        {
            await StepAsync();
            Assert.True(await CountAsync(DeliveryState.Pending) <= waiting);
            await AnswerAsync(await ClaimAsync(1, overdue: true), 500);
            Assert.Equal(waiting - 1, await CountAsync(DeliveryState.Pending));
        }

        await StepAsync();
        Assert.Equal(1, await CountAsync(DeliveryState.Pending));
    }

    [Fact]
    public async Task What_failed_is_found_after_it_was_mended_and_does_not_leave_again_for_that()
    {
        await HappenAsync(3);
        await AnswerAsync(await ClaimAsync(1), 500);
        while (await CountAsync(DeliveryState.Delivered) < 3)
        {
            await AnswerAsync(await ClaimAsync(3, overdue: true), 200);
        }

        async Task<int> FoundAsync(DeliveryFilter filter) =>
            (await hub.Get<FindDeliveries>().RunAsync(ada, hook, filter, 10, cancel: TestContext.Current.CancellationToken)).Value.Deliveries.Count;
        async Task<int> PlannedAsync(DeliveryFilter filter) => (await hub.Get<PlanRedelivery>().RunAsync(ada, hook, filter)).Value.Count;
        Assert.Equal((1, 1, 0, 3), (await FoundAsync(new() { Code = "5xx" }), await FoundAsync(new() { Error = "http_status", State = "delivered" }),
            await FoundAsync(new() { Error = "timeout" }), await FoundAsync(new() { Code = "2xx" })));
        Assert.Equal((0, 1), (await PlannedAsync(new() { Code = "5xx" }), await PlannedAsync(new() { Code = "5xx", State = "delivered" })));
    }

    [Fact]
    public async Task Selected_ones_leave_and_no_others_and_the_plan_tells_count_and_time()
    {
        await DeliveredAsync(10);
        await using var db = hub.Open();
        var ids = await db.Deliveries.Where(d => d.Sequence == 2 || d.Sequence == 7).Select(d => d.PublicId).ToListAsync();
        var plan = (await hub.Get<PlanRedelivery>().RunAsync(ada, hook, new() { Ids = ids })).Value;
        Assert.Equal(2, plan.Count);
        Assert.NotNull(plan.Takes);

        await StartAsync(new() { Ids = ids });
        await RunAsync();
        Assert.Equal([2, 7], await db.Deliveries.Where(d => d.AttemptsCount == 2).Select(d => d.Sequence).ToListAsync());

        var tooMany = new DeliveryFilter { Ids = [.. Enumerable.Range(0, DeliveryFilter.MostIds + 1).Select(i => $"{i}")] };
        Assert.Equal("At most 1,000 deliveries at once", (await hub.Get<PlanRedelivery>().RunAsync(ada, hook, tooMany)).Failure!.Of("ids"));
    }

    [Fact]
    public async Task What_is_queued_behind_another_takes_as_long_as_both()
    {
        await DeliveredAsync(3000);
        await using var db = hub.Open();
        var ids = await db.Deliveries.Where(d => d.Sequence == 2).Select(d => d.PublicId).ToListAsync();
        async Task<TimeSpan?> LeftAsync(long? id) => (await hub.Get<FindRedeliveries>().OneAsync(ada, id!.Value)).Value.Left;
        var alone = (await hub.Get<PlanRedelivery>().RunAsync(ada, hook, new() { Ids = ids })).Value.Takes;
        var first = await StartAsync(new());

        var planned = (await hub.Get<PlanRedelivery>().RunAsync(ada, hook, new() { Ids = ids })).Value.Takes;
        var second = await StartAsync(new() { Ids = ids });

        Assert.True(planned > await LeftAsync(first.Id) && planned > alone * 1000);
        Assert.Equal(planned, await LeftAsync(second.Id));
    }

    [Fact]
    public async Task Whoever_does_not_administer_the_organization_neither_sees_nor_stops_it()
    {
        await DeliveredAsync(1);
        var id = (await StartAsync(new())).Id!.Value;
        var (paul, otto) = (await hub.Paul(), await hub.Otto());
        Assert.Equal(FailureKind.Forbidden, (await hub.Get<StopRedelivery>().RunAsync(paul, id)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await hub.Get<StopRedelivery>().RunAsync(otto, id)).Failure!.Kind);
        Assert.Equal(FailureKind.Forbidden, (await hub.Get<FindRedeliveries>().OneAsync(paul, id)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await hub.Get<FindRedeliveries>().OneAsync(otto, id)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await hub.Get<RedeliverDeliveries>().RunAsync(otto, hook, new())).Failure!.Kind);
        Assert.Equal(RedeliveryState.Running, (await hub.Get<FindRedeliveries>().OneAsync(ada, id)).Value.State);
    }
}
