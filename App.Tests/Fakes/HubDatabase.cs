using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using TaskHub.Comments;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Organizations;
using TaskHub.Projects;
using TaskHub.Tasks;

namespace TaskHub.Tests.Fakes;

/// <summary>
/// A real, migrated database in a temporary folder with the verbs over it, and no web server. Two organizations stand in it: Acme with Ada
/// (administrator), Paul (participant) and Eva (external, sees nothing yet), and Other with Otto (administrator). The clock stands still
/// until a test moves it.
/// </summary>
public sealed class HubDatabase : IAsyncDisposable
{
    private readonly IHost host;
    private readonly string folder;

    private HubDatabase(IHost host, string folder, StillTime time)
    {
        this.host = host;
        this.folder = folder;
        Time = time;
    }

    public StillTime Time { get; }
    public long Acme { get; private set; }
    public long Other { get; private set; }
    public long AdaId { get; private set; }
    public long PaulId { get; private set; }
    public long EvaId { get; private set; }
    public long OttoId { get; private set; }

    /// <param name="more">Further rooms and replaced services of this test.</param>
    public static async Task<HubDatabase> CreateAsync(Action<IHostApplicationBuilder>? more = null)
    {
        var folder = Directory.CreateTempSubdirectory("taskhub-test-").FullName;
        var time = new StillTime();
        var builder = Host.CreateEmptyApplicationBuilder(new() { ContentRootPath = folder });
        builder.Configuration.AddInMemoryCollection([new("TaskHub:DataPath", folder)]);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<LiveTopics>();
        builder.AddData();
        builder.AddIdentity();
        builder.AddEvents();
        builder.AddProjects();
        builder.AddTasks();
        builder.AddComments();
        more?.Invoke(builder);
        builder.Services.RemoveAll<IHostedService>();
        var hub = new HubDatabase(builder.Build(), folder, time);
        await hub.Get<DatabaseStart>().MigrateAsync();
        await hub.SeedAsync();
        return hub;
    }

    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    /// <summary>A context to look with.</summary>
    public AppDbContext Open() => Get<IDbContextFactory<AppDbContext>>().CreateDbContext();

    public Task<Actor> Ada() => ActorAsync(AdaId);

    public Task<Actor> Paul() => ActorAsync(PaulId);

    public Task<Actor> Eva() => ActorAsync(EvaId);

    public Task<Actor> Otto() => ActorAsync(OttoId);

    public async Task<Actor> ActorAsync(long userId) =>
        await Get<Actors>().FindAsync(userId) ?? throw new InvalidOperationException("No such person.");

    public async Task<ProjectPayload> ProjectAsync(string name = "Launch", Actor? actor = null)
    {
        actor ??= await Ada();
        return (await Get<CreateProject>().RunAsync(actor, new NewProject(actor.Organizations[0], name))).Value;
    }

    public async Task<TaskPayload> TaskAsync(long projectId, string name = "Write the announcement", Actor? actor = null) =>
        (await Get<CreateTask>().RunAsync(actor ?? await Ada(), new NewTask(projectId, name))).Value;

    /// <summary>All events after the one with this id, in their order.</summary>
    public async Task<List<Event>> EventsAsync(long after = 0)
    {
        await using var db = Open();
        return await db.Events.AsNoTracking().Where(e => e.Id > after).OrderBy(e => e.Id).ToListAsync();
    }

    public Task<long> AddPersonAsync(string name, long organizationId, Role role) => Get<WriteGate>().RunAsync(async db =>
    {
        var email = $"{name.ToLowerInvariant()}@example.org";
        var user = new User
        {
            Name = name,
            Email = email,
            UserName = email,
            NormalizedEmail = email.ToUpperInvariant(),
            NormalizedUserName = email.ToUpperInvariant(),
            EmailConfirmed = true,
            SecurityStamp = Guid.NewGuid().ToString(),
            PasswordHash = "none that anything fits",
            CreatedAt = Time.GetUtcNow(),
        };
        db.Users.Add(user);
        await db.SaveChangesAsync();
        db.Memberships.Add(new Membership { OrganizationId = organizationId, UserId = user.Id, Role = role, CreatedAt = Time.GetUtcNow() });
        await db.SaveChangesAsync();
        return user.Id;
    });

    public async ValueTask DisposeAsync()
    {
        await using (var db = Open())
        {
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        }

        host.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task SeedAsync()
    {
        (Acme, Other) = await Get<WriteGate>().RunAsync(async db =>
        {
            var now = Time.GetUtcNow();
            Organization[] both = [
                new() { Name = "Acme", CreatedAt = now, UpdatedAt = now },
                new() { Name = "Other", CreatedAt = now, UpdatedAt = now },
            ];
            db.Organizations.AddRange(both);
            await db.SaveChangesAsync();
            return (both[0].Id, both[1].Id);
        });
        AdaId = await AddPersonAsync("Ada", Acme, Role.Administrator);
        PaulId = await AddPersonAsync("Paul", Acme, Role.Participant);
        EvaId = await AddPersonAsync("Eva", Acme, Role.External);
        OttoId = await AddPersonAsync("Otto", Other, Role.Administrator);
    }
}

/// <summary>A clock that moves only when it is told.</summary>
public sealed class StillTime : TimeProvider
{
    private DateTimeOffset now = new(2026, 11, 22, 14, 37, 5, 123, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;
}
