using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Organizations;

namespace TaskHub.Bench.Delivery;

/// <summary>
/// A data folder with an organization, webhooks and a backlog, made by TaskHub's own write gate and fan-out: the rows are those that the
/// hub makes, held because their webhooks are disabled by errors.
/// </summary>
internal static class Backlog
{
    public const string Token = "thub_pat_00000000000000000000000000000000bench0";

    /// <summary>Makes the folder.</summary>
    /// <param name="folder">Where; must be empty.</param>
    /// <param name="urls">The urls of the webhooks that get the backlog, held.</param>
    /// <param name="events">How many events each of them has waiting.</param>
    /// <param name="warmUrl">A webhook that is enabled and sends from the start, to warm the hub up.</param>
    /// <param name="warm">How many events that one has waiting.</param>
    public static async Task MakeAsync(string folder, IReadOnlyList<string> urls, int events, string warmUrl, int warm)
    {
        await using var hub = await HubInside.MakeAsync(folder);
        await hub.AddWebhooksAsync([warmUrl], enabled: true);
        await HappenAsync(hub.Gate, hub.Actor, warm);
        await hub.Gate.RunAsync(db => db.Webhooks.ExecuteUpdateAsync(set => set.SetProperty(w => w.Events, new List<string>())));
        await hub.AddWebhooksAsync(urls, enabled: false);
        await HappenAsync(hub.Gate, hub.Actor, events);
    }

    /// <summary>Enables all of the backlog's webhooks in one stroke, beside the running hub, whose sweep finds them at once.</summary>
    public static void Release(string folder)
    {
        Execute(
            folder,
            """
            PRAGMA wal_autocheckpoint=0;
            BEGIN IMMEDIATE;
            UPDATE "Deliveries" SET "State" = 0, "NextAttemptAt" = 0 WHERE "State" = 2;
            UPDATE "Webhooks" SET "Enabled" = 1, "DisabledReason" = NULL, "EnabledAt" = 1;
            COMMIT;
            """);
    }

    /// <summary>Gives the webhooks of a folder other urls, so that each turn is counted by itself.</summary>
    public static void Rename(string folder, string from, string to) =>
        Execute(folder, $"""UPDATE "Webhooks" SET "Url" = replace("Url", '{from}', '{to}');""");

    /// <summary>How many bytes of headers and bodies an attempt keeps, in the middle.</summary>
    public static double KeptBytes(string folder)
    {
        using var connection = Open(folder);
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT AVG(length("RequestHeaders") + length("RequestBody") + length("ResponseHeaders") + length("ResponseBody"))
            FROM (SELECT * FROM "Attempts" ORDER BY "Id" DESC LIMIT 1000)
            """;
        return (double)command.ExecuteScalar()!;
    }

    public static async Task<Actor> PeopleAsync(AppDbContext db)
    {
        var now = TimeProvider.System.GetUtcNow();
        var user = new User
        {
            Name = "Bench",
            UserName = "bench@example.com",
            NormalizedUserName = "BENCH@EXAMPLE.COM",
            Email = "bench@example.com",
            NormalizedEmail = "BENCH@EXAMPLE.COM",
            IsOperator = true,
            SecurityStamp = "bench",
            CreatedAt = now,
        };
        var organization = new Organization { Name = "Bench", CreatedAt = now, UpdatedAt = now };
        db.AddRange(user, organization);
        await db.SaveChangesAsync();
        db.Add(new Membership { OrganizationId = organization.Id, UserId = user.Id, Role = Role.Administrator, CreatedAt = now });
        db.Add(new AccessToken
        {
            UserId = user.Id,
            Name = "bench",
            Hash = SHA256.HashData(Encoding.ASCII.GetBytes(Token)),
            Ending = "nch0",
            Scopes = Scopes.All,
            CreatedAt = now,
        });
        await db.SaveChangesAsync();
        return new Actor
        {
            UserId = user.Id,
            Name = user.Name,
            Email = user.Email!,
            Roles = new Dictionary<long, Role> { [organization.Id] = Role.Administrator },
        };
    }

    private static SqliteConnection Open(string folder)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "taskhub.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(string folder, string sql)
    {
        using var connection = Open(folder);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static async Task HappenAsync(WriteGate gate, Actor actor, int events)
    {
        var now = TimeProvider.System.GetUtcNow();
        for (var done = 0; done < events; done += 5_000)
        {
            await gate.RunAsync(async db =>
            {
                for (var id = done + 1; id <= Math.Min(done + 5_000, events); id++)
                {
                    db.Record(actor, new EventDraft(EventTypes.TaskCreated, TaskOf(id, actor, now), actor.Organizations[0], 1, id), now);
                }

                await db.SaveChangesAsync();
            });
        }
    }

    private static TaskPayload TaskOf(long id, Actor actor, DateTimeOffset now) => new()
    {
        Id = id,
        Name = $"Task {id}",
        Description = "",
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
