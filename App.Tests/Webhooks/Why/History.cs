using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Jobs;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Security;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Tests.Webhooks.Why;

/// <summary>
/// A random history of webhooks and events over a real database, through the verbs, the settlement of attempts and retention; and beside it
/// a plain model of what each webhook is, which says for every event what the answer must be.
/// </summary>
internal sealed class History(HubDatabase hub, Actor ada, int seed)
{
    private static readonly string[] Types = [EventTypes.TaskCreated, EventTypes.TaskUpdated, EventTypes.CommentCreated];

    private readonly Random random = new(seed);
    private long task;
    private readonly Dictionary<long, Model> webhooks = [];

    /// <summary>For each event and webhook that the event met, or that came later: what the answer must be if there is no delivery.</summary>
    public Dictionary<(string EventId, long WebhookId), WhyOutcome?> Expected { get; } = [];

    public IReadOnlyCollection<long> Alive => [.. webhooks.Where(w => !w.Value.Deleted).Select(w => w.Key)];

    public async Task RunAsync(int steps)
    {
        await hub.Get<Recorder>().StartAsync(TestContext.Current.CancellationToken);

        // The events are those of a task that stays, so that retention leaves them.
        task = (await hub.TaskAsync((await hub.ProjectAsync()).Id)).Id;
        for (var step = 0; step < steps; step++)
        {
            hub.Time.Advance(TimeSpan.FromMinutes(random.Next(600)));
            await StepAsync();
        }
    }

    private Task StepAsync() => random.Next(14) switch
    {
        0 or 1 => CreateAsync(),
        2 => ChangeAsync(w => !w.Deleted, EditAsync),
        3 => ChangeAsync(w => !w.Deleted, DisableAsync),
        4 => ChangeAsync(w => w is { Deleted: false, Enabled: false }, EnableAsync),
        5 => ChangeAsync(w => w is { Deleted: false, Enabled: false }, TestFailsAsync),
        6 => ChangeAsync(w => w is { Deleted: false, Enabled: true }, FailAsync),
        7 => random.Next(3) == 0 ? ChangeAsync(w => !w.Deleted, DeleteAsync) : Task.CompletedTask,
        8 => ChangeAsync(w => !w.Deleted, async (id, _) => await hub.Get<CancelHeld>().RunAsync(ada, id)),
        9 => RetentionAsync(),
        10 when random.Next(4) == 0 => HappenAsync(410),
        _ => HappenAsync(random.Next(1, 4)),
    };

    private async Task ChangeAsync(Func<Model, bool> fits, Func<long, Model, Task> change)
    {
        var found = webhooks.Where(w => fits(w.Value)).ToList();
        if (found.Count > 0)
        {
            var (id, model) = found[random.Next(found.Count)];
            await change(id, model);
        }
    }

    private async Task CreateAsync()
    {
        var input = new WebhookInput { Url = "https://receiver.example.com/", Events = Some(Types), Enabled = false };
        var made = (await hub.Get<CreateWebhook>().RunAsync(ada, hub.Acme, input, FailedTest.Refuses)).Value.Webhook;
        foreach (var eventId in Expected.Keys.Select(k => k.EventId).Distinct().ToList())
        {
            Expected[(eventId, made.Id)] = WhyOutcome.CreatedLater;
        }

        webhooks[made.Id] = new Model { Events = [.. input.Events], Reason = DisabledReason.ByPerson };
        if (random.Next(4) > 0)
        {
            await EnableAsync(made.Id, webhooks[made.Id]);
        }
    }

    private async Task EditAsync(long id, Model model)
    {
        var (events, projects) = (Some(Types), random.Next(2) == 0 ? (IReadOnlyList<long>)[] : Some([1L, 2L, 3L]));
        Assert.True((await hub.Get<EditWebhook>().RunAsync(ada, id, new WebhookInput { Events = events, ProjectIds = projects })).Ok);
        (model.Events, model.Projects) = ([.. events], [.. projects]);
    }

    private async Task DisableAsync(long id, Model model)
    {
        await hub.Get<DisableWebhook>().RunAsync(ada, id);
        (model.Enabled, model.Reason) = (false, DisabledReason.ByPerson);
    }

    private async Task EnableAsync(long id, Model model)
    {
        await ChangeRowAsync(id, (db, webhook) => WebhookStates.EnableAsync(db, webhook, hub.Time.GetUtcNow()));
        (model.Enabled, model.Reason) = (true, null);
    }

    private async Task TestFailsAsync(long id, Model model)
    {
        await ChangeRowAsync(id, (db, webhook) => WebhookStates.DisableAsync(db, webhook, DisabledReason.TestFailed, "500", hub.Time.GetUtcNow()));
        model.Reason = DisabledReason.TestFailed;
    }

    // What the receiver answers settles a delivery and may disable the webhook, in the ledger.
    private async Task FailAsync(long id, Model model)
    {
        await using var db = hub.Open();
        var webhook = await db.Webhooks.SingleAsync(w => w.Id == id);
        if (await db.Deliveries.FirstOrDefaultAsync(d => d.WebhookId == id && d.NextAttemptAt != null) is not { } delivery)
        {
            return;
        }

        var status = random.Next(3) switch { 0 => 410, 1 => 500, _ => 200 };
        var outcome = new AttemptOutcome { StatusCode = status, Error = status == 200 ? AttemptError.None : AttemptError.HttpStatus };
        await hub.Get<Recorder>().RecordAsync(webhook, delivery, new SentAttempt(hub.Time.GetUtcNow(), outcome, "{}", "{}"));
        await using var after = hub.Open();
        var now = await after.Webhooks.SingleAsync(w => w.Id == id);
        Assert.Equal(status != 410 && now.Errors < 2, now.Enabled);
        (model.Enabled, model.Reason) = (now.Enabled, now.Enabled ? null : status == 410 ? DisabledReason.Gone : DisabledReason.Errors);
    }

    private async Task DeleteAsync(long id, Model model)
    {
        Assert.True((await hub.Get<DeleteWebhook>().RunAsync(ada, id)).Ok);
        model.Deleted = true;

        // What was before it came is of no interest any more.
        foreach (var key in Expected.Where(e => e.Key.WebhookId == id && e.Value == WhyOutcome.CreatedLater).Select(e => e.Key).ToList())
        {
            Expected.Remove(key);
        }
    }

    private async Task RetentionAsync()
    {
        var run = new JobRun("webhooks.retention", hub.Time.GetUtcNow(), manual: true, () => { });
        await hub.Get<RetentionJob>().RunAsync(run, TestContext.Current.CancellationToken);
    }

    private async Task HappenAsync(int count)
    {
        var events = await hub.Get<WriteGate>().RunAsync(async db =>
        {
            var first = await db.NextIdAsync<Event>(0);
            for (var i = 0; i < count; i++)
            {
                var type = Types[random.Next(Types.Length)];
                db.Record(ada, new EventDraft(type, Payload(), hub.Acme, random.Next(1, 4), task), hub.Time.GetUtcNow());
            }

            await db.SaveChangesAsync();
            return await db.Events.AsNoTracking().Where(e => e.Id >= first).ToListAsync();
        });
        await using var db = hub.Open();
        var ids = events.ConvertAll(e => e.Id);
        var sent = (await db.Deliveries.Where(d => ids.Contains(d.EventId)).Select(d => new { d.EventId, d.WebhookId }).ToListAsync()).ToHashSet();
        foreach (var e in events)
        {
            foreach (var (id, model) in webhooks.Where(w => !w.Value.Deleted))
            {
                var reason = model.Judge(e);
                Assert.Equal(reason is null, sent.Contains(new { EventId = e.Id, WebhookId = id }));
                Expected[(e.PublicId, id)] = reason;
            }
        }
    }

    private Task ChangeRowAsync(long id, Func<AppDbContext, Webhook, Task> change) => hub.Get<WriteGate>().RunAsync(async db =>
    {
        await change(db, await db.Webhooks.SingleAsync(w => w.Id == id));
        await db.SaveChangesAsync();
    });

    private List<T> Some<T>(IReadOnlyList<T> all) => [.. all.Where(_ => random.Next(2) == 0).DefaultIfEmpty(all[0])];

    private ProjectPayload Payload() => new()
    {
        Id = 1,
        OrganizationId = hub.Acme,
        Name = "Launch",
        Description = "",
        Archived = false,
        UserId = ada.UserId,
        CreatedAt = hub.Time.GetUtcNow(),
        UpdatedAt = hub.Time.GetUtcNow(),
    };

    private sealed class Model
    {
        public bool Enabled { get; set; }
        public DisabledReason? Reason { get; set; }
        public bool Deleted { get; set; }
        public List<string> Events { get; set; } = [];
        public List<long> Projects { get; set; } = [];

        /// <summary>Why an event is not for it; null when it is.</summary>
        public WhyOutcome? Judge(Event e) =>
            !Events.Contains(e.Type) ? WhyOutcome.FilteredByEvent
            : Projects.Count > 0 && !Projects.Contains(e.ProjectId) ? WhyOutcome.FilteredByProject
            : Enabled || Reason is DisabledReason.Errors or DisabledReason.Gone ? null
            : Reason == DisabledReason.TestFailed ? WhyOutcome.TestFailed
            : WhyOutcome.DisabledByPerson;
    }
}
