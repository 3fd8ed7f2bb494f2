using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Dispatch;

namespace TaskHub.Tests.Webhooks.Why;

public sealed class FindWhyTests : IAsyncLifetime
{
    private HubDatabase hub = null!;
    private Actor ada = null!;

    public async ValueTask InitializeAsync()
    {
        hub = await HubDatabase.CreateAsync(builder =>
        {
            builder.Configuration["TaskHub:Webhooks:DisableAfter"] = "2";
            builder.Configuration["TaskHub:Webhooks:RetentionDays"] = "5";
            builder.AddWebhooks();
            builder.Services.AddSingleton<RetentionJob>();
        });
        foreach (var name in new[] { "One", "Two", "Three" })
        {
            await hub.ProjectAsync(name);
        }

        ada = await hub.Ada();
    }

    public async ValueTask DisposeAsync() => await hub.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Why_agrees_with_what_the_fan_out_did_and_no_number_is_left_out(int seed)
    {
        var history = new History(hub, ada, seed);
        await history.RunAsync(120);

        await using var db = hub.Open();
        var deliveries = (await db.Deliveries.AsNoTracking().Include(d => d.Event).ToListAsync()).ToDictionary(d => (d.Event!.PublicId, d.WebhookId));
        var checkedLines = 0;
        foreach (var eventId in history.Expected.Keys.Select(k => k.EventId).Distinct().Where((_, i) => i % 11 == 0 || i < 300))
        {
            var why = (await hub.Get<FindWhy>().RunAsync(ada, eventId)).Value;
            Assert.Equal(history.Expected.Keys.Where(k => k.EventId == eventId).Select(k => k.WebhookId).Order(), why.WebHooks.Select(l => l.WebHookId));
            foreach (var line in why.WebHooks)
            {
                var delivery = deliveries.GetValueOrDefault((eventId, line.WebHookId));
                var expected = delivery is null ? history.Expected[(eventId, line.WebHookId)] ?? WhyOutcome.Removed
                    : delivery.State == DeliveryState.Held ? WhyOutcome.Held
                    : delivery.State == DeliveryState.Canceled ? WhyOutcome.Canceled
                    : WhyOutcome.Sent;
                Assert.Equal((expected, delivery?.State), (line.Outcome, line.State));
                checkedLines++;
            }
        }

        Assert.True(checkedLines > 100);
        foreach (var webhook in await db.Webhooks.IgnoreQueryFilters().AsNoTracking().ToListAsync())
        {
            await SequencesAsync(webhook);
        }
    }

    [Fact]
    public async Task What_a_webhook_did_not_get_is_found_with_the_reason_and_goes_on_at_the_cursor()
    {
        var hook = await AddAsync();
        var project = (await hub.ProjectAsync("Four")).Id;
        var task = await hub.TaskAsync(project, "Paint the lighthouse");
        await hub.Get<DisableWebhook>().RunAsync(ada, hook);
        await hub.TaskAsync(project, "Nobody hears of it");

        var missed = (await hub.Get<FindMissed>().RunAsync(ada, hook, 10)).Value;

        Assert.Equal(
            [WhyOutcome.DisabledByPerson, WhyOutcome.FilteredByEvent, WhyOutcome.CreatedLater, WhyOutcome.CreatedLater, WhyOutcome.CreatedLater],
            missed.Events.Select(e => e.Outcome));
        Assert.Equal("Nobody hears of it", missed.Events[0].ObjectName);
        Assert.Equal("The webhook did not ask for project.created.", missed.Events[1].Text);
        Assert.Equal((6, 1, null), (missed.Looked, missed.Got, missed.NextCursor));
        Assert.NotEqual(0, task.Id);

        var first = (await hub.Get<FindMissed>().RunAsync(ada, hook, 2)).Value;
        var rest = (await hub.Get<FindMissed>().RunAsync(ada, hook, 10, first.NextCursor)).Value;
        Assert.Equal(missed.Events, [.. first.Events, .. rest.Events]);
        Assert.Equal((3, 3), (first.Looked, rest.Looked));
    }

    [Fact]
    public async Task Only_administrators_of_the_organization_are_told()
    {
        var hook = await AddAsync();
        await hub.ProjectAsync("Four");
        var e = (await hub.EventsAsync())[^1].PublicId;
        var find = hub.Get<FindWhy>();

        Assert.Equal(hook, (await find.RunAsync(ada, e)).Value.WebHooks.Single().WebHookId);
        Assert.Equal(FailureKind.Forbidden, (await find.RunAsync(await hub.Paul(), e)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await find.RunAsync(await hub.Otto(), e)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await hub.Get<FindMissed>().RunAsync(await hub.Otto(), hook, 1)).Failure!.Kind);
    }

    // Every number has its delivery, in the order of the events, but those that retention removed.
    private async Task SequencesAsync(Webhook webhook)
    {
        await using var db = hub.Open();
        var kept = await db.Deliveries.Where(d => d.WebhookId == webhook.Id).OrderBy(d => d.Id).Select(d => d.Sequence).ToListAsync();
        Assert.Equal(kept.Order(), kept);
        Assert.Equal(kept.Distinct(), kept);
        Assert.All(kept, sequence => Assert.InRange(sequence, 1, webhook.LastSequence));
        Assert.Equal(webhook.LastSequence - webhook.RemovedSequence, kept.Count(s => s > webhook.RemovedSequence));
        if (webhook.DeletedAt is null)
        {
            var gaps = (await hub.Get<FindGaps>().RunAsync(ada, webhook.Id, 0, 1000)).Value;
            var missing = Enumerable.Range(1, (int)gaps.Through).Select(n => (long)n).Except(kept);
            Assert.Equal(missing, gaps.Removed.SelectMany(r => Enumerable.Range((int)r.From, (int)(r.To - r.From + 1))).Select(n => (long)n));
        }
    }

    private async Task<long> AddAsync()
    {
        var input = new WebhookInput { Url = "https://receiver.example.com/", Events = [EventTypes.TaskCreated], Enabled = false };
        var id = (await hub.Get<CreateWebhook>().RunAsync(ada, hub.Acme, input, FailedTest.Refuses)).Value.Webhook.Id;
        await hub.Get<Data.WriteGate>().RunAsync(async db =>
        {
            var webhook = await db.Webhooks.SingleAsync(w => w.Id == id);
            await TaskHub.Webhooks.Subscriptions.WebhookStates.EnableAsync(db, webhook, hub.Time.GetUtcNow());
            await db.SaveChangesAsync();
        });
        return id;
    }
}
