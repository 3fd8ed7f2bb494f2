using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Jobs;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks.Dispatch;

public sealed class RetentionTests : IAsyncLifetime
{
    private HubDatabase hub = null!;

    public async ValueTask InitializeAsync()
    {
        hub = await HubDatabase.CreateAsync(builder => builder.AddWebhooks());
        await hub.Get<WriteGate>().RunAsync(async db =>
        {
            var id = await db.NextIdAsync<Webhook>();
            db.Add(new Webhook
            {
                Id = id,
                OrganizationId = hub.Acme,
                Url = "https://receiver.example/hook",
                Events = [.. EventTypes.All],
                Secret = hub.Get<WebhookSecrets>().Protect(hub.Acme, id, SecretKind.Signing, SigningSecret.Generate()),
                Enabled = true,
            });
            await db.SaveChangesAsync();
        });
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task What_is_settled_and_old_is_forgotten_with_its_attempts_and_what_waits_or_is_young_stays()
    {
        var project = await hub.ProjectAsync();
        var waiting = await hub.TaskAsync(project.Id, "Waits");
        await DeliverAsync(e => e.TaskId != waiting.Id);
        hub.Time.Advance(TimeSpan.FromDays(31));
        var young = await hub.TaskAsync(project.Id, "Young");
        await DeliverAsync(e => e.TaskId == young.Id);

        await RunAsync();

        await using var db = hub.Open();
        Assert.Equal([waiting.Id, young.Id], await db.Deliveries.OrderBy(d => d.Id).Select(d => d.ObjectId).ToListAsync(TestContext.Current.CancellationToken));
        var attempt = Assert.Single(await db.Attempts.ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(young.Id, (await db.Deliveries.SingleAsync(d => d.Id == attempt.DeliveryId, TestContext.Current.CancellationToken)).ObjectId);
    }

    [Fact]
    public async Task Events_stay_as_the_history_of_their_task_and_go_when_it_is_gone_for_good()
    {
        var project = await hub.ProjectAsync();
        var (kept, gone) = (await hub.TaskAsync(project.Id, "Kept"), await hub.TaskAsync(project.Id, "Gone"));
        await DeliverAsync(_ => true);
        await hub.Get<WriteGate>().RunAsync(db => db.ForgetTasksAsync([gone.Id], TestContext.Current.CancellationToken));

        await RunAsync();
        Assert.Equal([null, kept.Id, gone.Id], await TasksOfEventsAsync());

        hub.Time.Advance(TimeSpan.FromDays(31));
        await RunAsync();
        Assert.Equal([null, kept.Id], await TasksOfEventsAsync());
    }

    private async Task<List<long?>> TasksOfEventsAsync()
    {
        await using var db = hub.Open();
        return await db.Events.OrderBy(e => e.Id).Select(e => e.TaskId).ToListAsync(TestContext.Current.CancellationToken);
    }

    private Task DeliverAsync(Func<Event, bool> which) => hub.Get<WriteGate>().RunAsync(async db =>
    {
        var waiting = await db.Deliveries.Include(d => d.Event).Where(d => d.State == DeliveryState.Pending).ToListAsync();
        foreach (var delivery in waiting.Where(d => which(d.Event!)))
        {
            (delivery.State, delivery.NextAttemptAt) = (DeliveryState.Delivered, null);
            db.Add(new SentAttempt(hub.Time.GetUtcNow(), new AttemptOutcome(), "{}", "{}").ToRow(delivery.Id, delivery.WebhookId, 1, byHand: false));
        }

        await db.SaveChangesAsync();
    });

    private async Task RunAsync()
    {
        var job = new RetentionJob(
            hub.Get<IDbContextFactory<AppDbContext>>(), hub.Get<WriteGate>(), hub.Get<IOptions<WebhookOptions>>(), hub.Time);
        await job.RunAsync(new JobRun("webhooks.retention", hub.Time.GetUtcNow(), manual: false, () => { }), TestContext.Current.CancellationToken);
    }
}
