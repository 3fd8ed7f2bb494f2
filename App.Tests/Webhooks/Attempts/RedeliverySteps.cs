using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Security;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Tests.Webhooks.Attempts;

/// <summary>The steps of a redelivery, and what stands in the database after them.</summary>
public sealed partial class RedeliveryTests
{
    private async Task<StartedRedelivery> StartAsync(DeliveryFilter filter) => (await hub.Get<RedeliverDeliveries>().RunAsync(ada, hook, filter)).Value;

    private Task<bool> StepAsync() => redeliverer.StepAsync(TestContext.Current.CancellationToken);

    // The receiver takes all that it is sent until nothing is left to do.
    private async Task RunAsync()
    {
        while (await StepAsync())
        {
            await AnswerAsync(await ClaimAsync(10_000), 200);
        }
    }

    private async Task<List<Delivery>> ClaimAsync(int room = Lane.Window, bool overdue = false)
    {
        hub.Time.Advance(overdue ? TimeSpan.FromDays(1) : TimeSpan.FromSeconds(1));
        var claim = await hub.Get<DeliveryLedger>().RunAsync(
            (rows, _) => hub.Get<DeliveryQueue>().Claim(rows, hook, room, idle: true), TestContext.Current.CancellationToken);
        return [.. claim.Deliveries];
    }

    private async Task AnswerAsync(List<Delivery> deliveries, int status)
    {
        await using var db = hub.Open();
        var webhook = await db.Webhooks.SingleAsync(w => w.Id == hook);
        var outcome = new AttemptOutcome
        {
            StatusCode = status,
            Error = status == 200 ? AttemptError.None : AttemptError.HttpStatus,
            Duration = TimeSpan.FromMilliseconds(20),
        };
        await Task.WhenAll(deliveries.Select(d => hub.Get<Recorder>().RecordAsync(webhook, d, new SentAttempt(hub.Time.GetUtcNow(), outcome, "{}", "{}"))));
    }

    /// <summary>So many events, delivered at the first attempt.</summary>
    private async Task DeliveredAsync(int count)
    {
        await HappenAsync(count);
        await AnswerAsync(await ClaimAsync(count), 200);
        Assert.Equal(count, await CountAsync(DeliveryState.Delivered));
    }

    private Task HappenAsync(int count) => hub.Get<WriteGate>().RunAsync(async db =>
    {
        var now = hub.Time.GetUtcNow();
        var project = new ProjectPayload
        {
            Id = 1,
            OrganizationId = hub.Acme,
            Name = "Launch",
            Description = "",
            Archived = false,
            UserId = ada.UserId,
            CreatedAt = now,
            UpdatedAt = now,
        };
        for (var i = 0; i < count; i++)
        {
            db.Record(ada, new EventDraft(EventTypes.ProjectUpdated, project, hub.Acme, 1), now);
        }

        await db.SaveChangesAsync();
    });

    private Task ChangeAsync(System.Linq.Expressions.Expression<Func<Delivery, bool>> which, DeliveryState state) => hub.Get<WriteGate>().RunAsync(
        db => db.Deliveries.Where(which).ExecuteUpdateAsync(set => set.SetProperty(d => d.State, state)));

    private Task TurnAsync(bool enable) => hub.Get<WriteGate>().RunAsync(async db =>
    {
        var webhook = await db.Webhooks.SingleAsync(w => w.Id == hook);
        await (enable
            ? WebhookStates.EnableAsync(db, webhook, hub.Time.GetUtcNow())
            : WebhookStates.DisableAsync(db, webhook, DisabledReason.ByPerson, null, hub.Time.GetUtcNow()));
        await db.SaveChangesAsync();
    });

    private async Task<int> CountAsync(DeliveryState state)
    {
        await using var db = hub.Open();
        return await db.Deliveries.CountAsync(d => d.State == state);
    }

    private async Task<List<DeliveryState>> StatesAsync()
    {
        await using var db = hub.Open();
        return await db.Deliveries.OrderBy(d => d.Sequence).Select(d => d.State).ToListAsync();
    }

    private async Task<(RedeliveryState State, int Count, int Sent)> StateAsync(long? id)
    {
        var view = (await hub.Get<FindRedeliveries>().OneAsync(ada, id!.Value)).Value;
        return (view.State, view.Count, view.Sent);
    }

    private Task<long> AddAsync() => hub.Get<WriteGate>().RunAsync(async db =>
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
