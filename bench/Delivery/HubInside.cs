using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Jobs;
using TaskHub.Live;
using TaskHub.Projects;
using TaskHub.Tasks;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Security;

namespace TaskHub.Bench.Delivery;

/// <summary>
/// The rooms of TaskHub without the web, in this process: its verbs, its write gate and, once started, its dispatcher, all as they ship. So
/// a save can be timed from its own beginning, and the same transactions with and without delivery.
/// </summary>
internal sealed class HubInside : IAsyncDisposable
{
    private readonly IHost host;

    private HubInside(IHost host, Actor actor) => (this.host, Actor) = (host, actor);

    public IServiceProvider Services => host.Services;

    public WriteGate Gate => Services.GetRequiredService<WriteGate>();

    /// <summary>The one person there is, who administers the one organization.</summary>
    public Actor Actor { get; }

    /// <param name="folder">Must be empty.</param>
    /// <param name="more">Further services.</param>
    public static async Task<HubInside> MakeAsync(string folder, Action<IServiceCollection>? more = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = folder });
        builder.Configuration["TaskHub:DataPath"] = folder;
        builder.Configuration["TaskHub:Webhooks:AllowHttp"] = "true";
        builder.Configuration["TaskHub:Webhooks:AllowedNetworks"] = "127.0.0.0/8";
        builder.Configuration["urls"] = "http://localhost:5080";
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<LiveTopics>();
        builder.AddJobs();
        builder.AddData();
        builder.AddIdentity();
        builder.AddEvents();
        builder.AddProjects();
        builder.AddTasks();
        builder.AddWebhooks();
        more?.Invoke(builder.Services);
        var host = builder.Build();
        await host.Services.GetRequiredService<DatabaseStart>().MigrateAsync();
        return new HubInside(host, await host.Services.GetRequiredService<WriteGate>().RunAsync(Backlog.PeopleAsync));
    }

    public Task StartAsync() => host.StartAsync();

    public async Task<long> ProjectAsync() =>
        (await Services.GetRequiredService<CreateProject>().RunAsync(Actor, new NewProject(Actor.Organizations[0], "Bench"))).Value.Id;

    public async Task<long> CreateTaskAsync(long project) =>
        (await Services.GetRequiredService<CreateTask>().RunAsync(Actor, new NewTask(project, "Measured"))).Value.Id;

    /// <summary>Webhooks for everything that happens; those that are not enabled are disabled by errors, so that what happens is held for them.</summary>
    public Task AddWebhooksAsync(IReadOnlyList<string> urls, bool enabled, IReadOnlyList<string>? events = null) => Gate.RunAsync(async db =>
    {
        var secrets = Services.GetRequiredService<WebhookSecrets>();
        var first = await db.NextIdAsync<Webhook>(urls.Count);
        for (var i = 0; i < urls.Count; i++)
        {
            db.Add(new Webhook
            {
                Id = first + i,
                OrganizationId = Actor.Organizations[0],
                Url = urls[i],
                Events = [.. events ?? EventTypes.All],
                Secret = secrets.Protect(Actor.Organizations[0], first + i, SecretKind.Signing, SigningSecret.Generate()),
                Enabled = enabled,
                DisabledReason = enabled ? null : DisabledReason.Errors,
            });
        }

        await db.SaveChangesAsync();
    });

    public async Task<int> DeliveredAsync()
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        return await db.Deliveries.CountAsync(d => d.State == DeliveryState.Delivered);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        SqliteConnection.ClearAllPools();
    }
}
