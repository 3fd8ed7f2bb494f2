using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Organizations;
using TaskHub.Tests.Browser;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Security;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Tests.Webhooks.Dispatch;

/// <summary>A running hub with one organization, whose events the test makes itself: what the dispatcher does with them is real.</summary>
internal sealed class Workbench : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // Nine steps, as many as the default has.
    private const string Quick = "0:0:0.02,0:0:0.02,0:0:0.02,0:0:0.02,0:0:0.02,0:0:0.02,0:0:0.02,0:0:0.02,0:0:0.02";

    private readonly Hub hub;
    private readonly Actor actor;

    private Workbench(Hub hub, Actor actor) => (this.hub, this.actor) = (hub, actor);

    /// <summary>The organization's administrator.</summary>
    public Actor Admin => actor;

    public IServiceProvider Services => hub.Services;

    /// <summary>Where the hub listens.</summary>
    public string Url => hub.Url;

    /// <summary>Administers the organization.</summary>
    public Actor Actor => actor;

    private WriteGate Gate => Services.GetRequiredService<WriteGate>();

    /// <param name="schedule">The retry schedule.</param>
    /// <param name="disableAfter">Errors in a row that disable.</param>
    /// <param name="timeout">The deadline of one attempt.</param>
    /// <param name="time">Its clock, where it is not the machine's.</param>
    public static async Task<Workbench> StartAsync(
        string schedule = Quick, int disableAfter = 10, string timeout = "00:00:02", TimeProvider? time = null)
    {
        var hub = new Hub(new Dictionary<string, string>
        {
            ["TaskHub:Webhooks:RetrySchedule"] = schedule,
            ["TaskHub:Webhooks:DisableAfter"] = $"{disableAfter}",
            ["TaskHub:Webhooks:Timeout"] = timeout,
            ["TaskHub:Webhooks:AllowHttp"] = "true",
            ["TaskHub:Webhooks:AllowedNetworks"] = "127.0.0.0/8",
        }, time is null ? null : services => services.AddSingleton(time)).Start();
        var actor = await hub.Services.GetRequiredService<WriteGate>().RunAsync(async db =>
        {
            var user = new User { Name = "Ada", UserName = "ada@example.com", Email = "ada@example.com" };
            var organization = new Organization { Name = "Acme" };
            db.AddRange(user, organization);
            await db.SaveChangesAsync();
            db.Add(new Membership { OrganizationId = organization.Id, UserId = user.Id, Role = Role.Administrator });
            await db.SaveChangesAsync();
            return new Actor
            {
                UserId = user.Id,
                Name = user.Name,
                Email = user.Email,
                Roles = new Dictionary<long, Role> { [organization.Id] = Role.Administrator },
            };
        });
        return new Workbench(hub, actor);
    }

    /// <summary>An enabled webhook for all events.</summary>
    public Task<long> AddWebhookAsync(string url, Action<Webhook>? set = null) => Gate.RunAsync(async db =>
    {
        var id = await db.NextIdAsync<Webhook>();
        var organization = actor.Organizations[0];
        var webhook = new Webhook
        {
            Id = id,
            OrganizationId = organization,
            Url = url,
            Events = [.. EventTypes.All],
            Secret = Services.GetRequiredService<WebhookSecrets>()
                .Protect(organization, id, SecretKind.Signing, SigningSecret.Generate()),
            Enabled = true,
        };
        set?.Invoke(webhook);
        db.Add(webhook);
        await db.SaveChangesAsync();
        return id;
    });

    /// <summary>Records one event for each task id, all in one transaction.</summary>
    public Task HappenAsync(params long[] tasks) => HappenAsync("", tasks);

    public Task HappenAsync(string description, params long[] tasks) => Gate.RunAsync(async db =>
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        foreach (var id in tasks)
        {
            db.Record(actor, new EventDraft(EventTypes.TaskCreated, TaskOf(id, description, now), actor.Organizations[0], 1, id), now);
        }

        await db.SaveChangesAsync();
    });

    public Task EnableAsync(long webhookId) => Gate.RunAsync(async db =>
    {
        var webhook = await db.Webhooks.SingleAsync(w => w.Id == webhookId);
        await WebhookStates.EnableAsync(db, webhook, DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
        await db.SaveChangesAsync();
        db.AfterCommit(() => Services.GetRequiredService<TaskHub.Webhooks.Dispatch.Dispatcher>().Wake(webhookId));
    });

    public Task DisableAsync(long webhookId) => Gate.RunAsync(async db =>
    {
        var webhook = await db.Webhooks.SingleAsync(w => w.Id == webhookId);
        await WebhookStates.DisableAsync(
            db, webhook, DisabledReason.ByPerson, null, DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
        await db.SaveChangesAsync();
    });

    public Task<Webhook> WebhookAsync(long id) => ReadAsync(db => db.Webhooks.SingleAsync(w => w.Id == id));

    public Task<List<Delivery>> DeliveriesAsync(long webhookId) =>
        ReadAsync(db => db.Deliveries.Where(d => d.WebhookId == webhookId).OrderBy(d => d.Id).ToListAsync());

    public Task<List<Attempt>> AttemptsAsync(long webhookId) =>
        ReadAsync(db => db.Attempts.Where(a => a.WebhookId == webhookId).OrderBy(a => a.Id).ToListAsync());

    /// <summary>Waits until a condition over the database holds, looking again at each signal that deliveries changed.</summary>
    public async Task UntilAsync(Func<AppDbContext, Task<bool>> holds)
    {
        using var looks = new SemaphoreSlim(1);
        using var watch = Services.GetRequiredService<LiveTopics>().Subscribe([Topic.Deliveries], () =>
        {
            looks.Release();
            return Task.CompletedTask;
        });
        while (await looks.WaitAsync(Patience))
        {
            if (await ReadAsync(holds))
            {
                return;
            }
        }

        Assert.Fail("The condition did not come true in time.");
    }

    public async Task<T> ReadAsync<T>(Func<AppDbContext, Task<T>> read)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await read(db);
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    private TaskPayload TaskOf(long id, string description, DateTimeOffset now) => new()
    {
        Id = id,
        Name = $"Task {id}",
        Description = description,
        DescriptionHtml = "",
        ProjectId = 1,
        TaskListId = 1,
        OrganizationId = actor.Organizations[0],
        Status = "open",
        Urgent = false,
        Priority = 0,
        DueOn = null,
        StartOn = null,
        AssignedId = null,
        UserId = actor.UserId,
        WatcherIds = [],
        Labels = [],
        CommentsCount = 0,
        SubtasksCount = 0,
        ResolvedSubtasksCount = 0,
        Position = 1,
        Version = 1,
        Deleted = false,
        CreatedAt = now,
        UpdatedAt = now,
        CompletedAt = null,
    };
}
