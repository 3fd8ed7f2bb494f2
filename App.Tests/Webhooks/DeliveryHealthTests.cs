using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks;

/// <summary>The database with the webhooks over it and nobody who sends: what a dispatcher that has died looks like.</summary>
public sealed class DeliveryHealthTests : IAsyncLifetime
{
    private HubDatabase hub = null!;
    private long webhookId;

    public async ValueTask InitializeAsync()
    {
        hub = await HubDatabase.CreateAsync(builder => builder.AddWebhooks());
        Assert.Equal(DeliveryTrouble.None, await LookAsync());
        webhookId = await AddWebhookAsync();
        await hub.ProjectAsync();
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_delivery_that_is_due_for_a_minute_and_that_nobody_claims_is_trouble()
    {
        hub.Time.Advance(DeliveryHealth.StuckAfter);
        Assert.Equal(DeliveryTrouble.None, await LookAsync());

        hub.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(DeliveryTrouble.Stuck, await LookAsync());
    }

    [Fact]
    public async Task A_webhook_that_may_not_be_called_is_no_trouble()
    {
        await ChangeAsync(w => w.NotBefore = hub.Time.GetUtcNow() + TimeSpan.FromHours(1));
        hub.Time.Advance(DeliveryHealth.StuckAfter * 2);
        Assert.Equal(DeliveryTrouble.None, await LookAsync());

        await ChangeAsync(w => (w.NotBefore, w.Enabled) = (null, false));
        Assert.Equal(DeliveryTrouble.None, await LookAsync());
    }

    [Fact]
    public async Task A_long_queue_that_moves_is_no_trouble()
    {
        hub.Time.Advance(DeliveryHealth.StuckAfter * 2);
        await ChangeAsync(w => w.LastAttemptAt = hub.Time.GetUtcNow());
        Assert.Equal(DeliveryTrouble.None, await LookAsync());

        hub.Time.Advance(DeliveryHealth.StuckAfter * 2);
        await hub.Get<DeliveryLedger>().RunAsync(
            (rows, _) => hub.Get<DeliveryQueue>().Claim(rows, webhookId, 1, idle: true), TestContext.Current.CancellationToken);
        Assert.Equal(DeliveryTrouble.None, await LookAsync());
    }

    [Fact]
    public async Task In_strict_order_what_waits_behind_a_retry_is_no_trouble()
    {
        await hub.ProjectAsync("Second");
        await ChangeAsync(w => w.StrictOrder = true);
        await hub.Get<WriteGate>().RunAsync(async db =>
        {
            var first = await db.Deliveries.OrderBy(d => d.Id).FirstAsync();
            (first.State, first.NextAttemptAt) = (DeliveryState.Retrying, hub.Time.GetUtcNow() + TimeSpan.FromMinutes(5));
            await db.SaveChangesAsync();
        });

        hub.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(DeliveryTrouble.None, await LookAsync());

        hub.Time.Advance(DeliveryHealth.StuckAfter * 2);
        Assert.Equal(DeliveryTrouble.Stuck, await LookAsync());
    }

    [Fact]
    public async Task Attempts_that_cannot_be_recorded_are_trouble_until_they_are()
    {
        var recorder = hub.Get<Recorder>();
        await recorder.StartAsync(TestContext.Current.CancellationToken);
        var (webhook, delivery) = await ReadAsync();
        await using var other = new SqliteConnection($"Data Source={hub.Get<DataFolder>().Database};Pooling=false");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        var writing = other.BeginTransaction(deferred: false);

        var recorded = recorder.RecordAsync(webhook, delivery, new SentAttempt(hub.Time.GetUtcNow(), new AttemptOutcome(), "{}", "{}"));
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (recorder.WaitingSince is null && await looks.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
        }

        hub.Time.Advance(DeliveryHealth.UnrecordedAfter + TimeSpan.FromSeconds(1));
        Assert.Equal(DeliveryTrouble.Unrecorded, await LookAsync());

        await writing.DisposeAsync();
        Assert.True(await recorded);
        await recorder.FinishAsync(TestContext.Current.CancellationToken);
        Assert.Null(recorder.WaitingSince);
        Assert.Equal(DeliveryTrouble.None, await LookAsync());
    }

    private Task<DeliveryTrouble> LookAsync() => hub.Get<DeliveryHealth>().LookAsync(TestContext.Current.CancellationToken);

    private async Task<(Webhook Webhook, Delivery Delivery)> ReadAsync()
    {
        await using var db = hub.Open();
        return (await db.Webhooks.SingleAsync(), await db.Deliveries.SingleAsync());
    }

    private Task ChangeAsync(Action<Webhook> change) => hub.Get<WriteGate>().RunAsync(async db =>
    {
        change(await db.Webhooks.SingleAsync());
        await db.SaveChangesAsync();
    });

    private Task<long> AddWebhookAsync() => hub.Get<WriteGate>().RunAsync(async db =>
    {
        var id = await db.NextIdAsync<Webhook>();
        db.Add(new Webhook
        {
            Id = id,
            OrganizationId = hub.Acme,
            Url = "https://receiver.example.com/",
            Events = [.. EventTypes.All],
            Secret = "not used here",
            Enabled = true,
        });
        await db.SaveChangesAsync();
        return id;
    });
}
