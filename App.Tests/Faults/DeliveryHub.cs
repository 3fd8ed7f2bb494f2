using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Jobs;
using TaskHub.Live;
using TaskHub.Organizations;
using TaskHub.Tasks;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Security;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Tests.Faults;

/// <summary>
/// The part of the hub that delivers, as it ships and without the web server: it starts in a fraction of a second, in a test or in a process
/// of its own that is killed. One organization stands in it.
/// </summary>
internal sealed class DeliveryHub : IAsyncDisposable
{
    /// <summary>The secret of all its webhooks.</summary>
    public const string Secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["TaskHub:PublicUrl"] = "https://hub.example.com",
        ["TaskHub:Webhooks:AllowHttp"] = "true",
        ["TaskHub:Webhooks:AllowedNetworks"] = "127.0.0.0/8",
        ["TaskHub:Webhooks:Timeout"] = "00:00:02",
        ["TaskHub:Webhooks:RetrySchedule"] = string.Join(',', Enumerable.Repeat("0:0:0.02", 30)),
    };

    private readonly Actor actor;

    private DeliveryHub(IHost host, Actor actor) => (Host, this.actor) = (host, actor);

    public IHost Host { get; }

    private WriteGate Gate => Get<WriteGate>();

    /// <param name="folder">The data folder, new or used.</param>
    /// <param name="settings">What a command line would give, over the defaults of these tests.</param>
    /// <param name="replace">Takes other services in the place of the hub's, or beside them.</param>
    /// <param name="time">Another clock.</param>
    public static async Task<DeliveryHub> StartAsync(
        string folder, IEnumerable<KeyValuePair<string, string?>>? settings = null, Action<IServiceCollection>? replace = null, TimeProvider? time = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new() { ContentRootPath = Path.GetTempPath() });
        builder.Configuration.AddInMemoryCollection(Defaults);
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.Configuration.AddInMemoryCollection([new("TaskHub:DataPath", folder)]);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSingleton<LiveTopics>();
        builder.AddJobs();
        builder.AddData();
        builder.AddIdentity();
        builder.AddEvents();
        builder.AddWebhooks();
        replace?.Invoke(builder.Services);
        var host = builder.Build();
        var start = host.Services.GetRequiredService<DatabaseStart>();
        Assert.True(start.TryLock(), "Another hub holds the folder.");
        Assert.Null(start.WhyNot());
        await start.MigrateAsync();
        if (await host.Services.GetRequiredService<LostKeys>().WhyNotAsync() is { } lost)
        {
            host.Dispose();
            throw new InvalidOperationException(lost);
        }

        var gate = host.Services.GetRequiredService<WriteGate>();
        gate.Committed += host.Services.GetRequiredService<LiveTopics>().Signal;
        var actor = await gate.RunAsync(SeedAsync);
        await host.StartAsync();
        return new DeliveryHub(host, actor);
    }

    public T Get<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    /// <summary>An enabled webhook for all events.</summary>
    public Task<long> AddWebhookAsync(string url, WebhookFormat format = WebhookFormat.Redbooth, Action<Webhook>? set = null) => Gate.RunAsync(async db =>
    {
        var id = await db.NextIdAsync<Webhook>();
        var organization = actor.Organizations[0];
        var webhook = new Webhook
        {
            Id = id,
            OrganizationId = organization,
            Url = url,
            Format = format,
            Events = [.. EventTypes.All],
            Secret = Get<WebhookSecrets>().Protect(organization, id, SecretKind.Signing, Secret),
            Enabled = true,
        };
        set?.Invoke(webhook);
        db.Add(webhook);
        await db.SaveChangesAsync();
        return id;
    });

    /// <summary>Makes tasks, all in one transaction, with one event for each.</summary>
    public Task CreateAsync(IEnumerable<long> tasks, int descriptionLength = 0, long project = 1) => Gate.RunAsync(async db =>
    {
        var now = Get<TimeProvider>().GetUtcNow();
        foreach (var id in tasks)
        {
            var task = new TaskItem
            {
                Id = id,
                OrganizationId = actor.Organizations[0],
                ProjectId = project,
                TaskListId = 1,
                Name = $"Task {id}",
                Description = new string('x', descriptionLength),
                UserId = actor.UserId,
                CreatedAt = now,
                UpdatedAt = now,
            };
            db.Add(task);
            db.Record(actor, new EventDraft(EventTypes.TaskCreated, PayloadOf(task), task.OrganizationId, task.ProjectId, id), now);
        }

        await db.SaveChangesAsync();
    });

    /// <summary>Enables all webhooks.</summary>
    public Task EnableAsync() => Gate.RunAsync(async db =>
    {
        foreach (var webhook in await db.Webhooks.ToListAsync())
        {
            await WebhookStates.EnableAsync(db, webhook, Get<TimeProvider>().GetUtcNow());
            db.AfterCommit(() => Get<TaskHub.Webhooks.Dispatch.Dispatcher>().Wake(webhook.Id));
        }

        await db.SaveChangesAsync();
    });

    /// <summary>Disables the webhooks as errors would and lets so much happen that is held for them.</summary>
    public async Task HoldBacklogAsync(int count)
    {
        const int together = 500;
        const long first = 1_000_000;
        await Gate.RunAsync(async db =>
        {
            foreach (var webhook in await db.Webhooks.ToListAsync())
            {
                await WebhookStates.DisableAsync(db, webhook, DisabledReason.Errors, null, Get<TimeProvider>().GetUtcNow());
            }

            await db.SaveChangesAsync();
        });
        for (var made = 0; made < count; made += together)
        {
            await CreateAsync(Enumerable.Range(made, Math.Min(together, count - made)).Select(i => first + i));
        }
    }

    public Task WriteAsync(Func<AppDbContext, Task> work) => Gate.RunAsync(work);

    public async Task<T> ReadAsync<T>(Func<AppDbContext, Task<T>> read)
    {
        await using var db = await Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await read(db);
    }

    /// <summary>Waits until a condition over the database holds, looking again at each signal that deliveries changed. False when it does not come true.</summary>
    public async Task<bool> UntilAsync(Func<AppDbContext, Task<bool>> holds, TimeSpan? patience = null)
    {
        using var looks = new SemaphoreSlim(1);
        using var watch = Get<LiveTopics>().Subscribe([Topic.Deliveries], () =>
        {
            looks.Release();
            return Task.CompletedTask;
        });
        while (await looks.WaitAsync(patience ?? Patience))
        {
            if (await ReadAsync(holds))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Waits until nothing is due, planned or held any more.</summary>
    public Task<bool> DrainedAsync() => UntilAsync(db => db.Deliveries.AllAsync(d =>
        d.State == DeliveryState.Delivered || d.State == DeliveryState.Failed || d.State == DeliveryState.Canceled));

    public async ValueTask DisposeAsync()
    {
        await Host.StopAsync();
        await using (var db = await Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync())
        {
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        }

        Host.Dispose();
    }

    private static async Task<Actor> SeedAsync(AppDbContext db)
    {
        var user = await db.Users.FirstOrDefaultAsync();
        if (user is null)
        {
            user = new User { Name = "Ada", UserName = "ada@example.com", Email = "ada@example.com" };
            var organization = new Organization { Name = "Acme" };
            db.AddRange(user, organization);
            await db.SaveChangesAsync();
            db.Add(new Membership { OrganizationId = organization.Id, UserId = user.Id, Role = Role.Administrator });
            await db.SaveChangesAsync();
        }

        return new Actor
        {
            UserId = user.Id,
            Name = user.Name,
            Email = user.Email!,
            Roles = new Dictionary<long, Role> { [await db.Organizations.Select(o => o.Id).FirstAsync()] = Role.Administrator },
        };
    }

    private static TaskPayload PayloadOf(TaskItem task) => new()
    {
        Id = task.Id,
        Name = task.Name,
        Description = task.Description,
        DescriptionHtml = "",
        ProjectId = task.ProjectId,
        TaskListId = task.TaskListId,
        OrganizationId = task.OrganizationId,
        Status = "open",
        Urgent = false,
        Priority = 0,
        DueOn = null,
        StartOn = null,
        AssignedId = null,
        UserId = task.UserId,
        WatcherIds = [],
        Labels = [],
        CommentsCount = 0,
        SubtasksCount = 0,
        ResolvedSubtasksCount = 0,
        Position = 1,
        Version = 1,
        Deleted = false,
        CreatedAt = task.CreatedAt,
        UpdatedAt = task.UpdatedAt,
        CompletedAt = null,
    };
}
