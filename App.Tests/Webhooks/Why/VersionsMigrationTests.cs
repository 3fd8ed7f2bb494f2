using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using TaskHub.Data;
using TaskHub.Webhooks;

namespace TaskHub.Tests.Webhooks.Why;

/// <summary>A database from before versions were kept: what is certain of it is known, and nothing else is claimed.</summary>
public sealed class VersionsMigrationTests : IAsyncLifetime
{
    private const long Minute = 60_000;

    private readonly string file = Path.GetTempFileName();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        File.Delete(file);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_webhooks_were_before_is_told_where_it_is_certain()
    {
        // The account library is not registered here, which widens some of its columns: no change of ours.
        await using var db = new AppDbContext(new DbContextOptionsBuilder<AppDbContext>()
            .UseSqlite($"Data Source={file};Pooling=false;Foreign Keys=false")
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning))
            .Options);
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync("Initial");
        for (var e = 1; e <= 5; e++)
        {
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO "Events" ("Id", "PublicId", "OrganizationId", "ProjectId", "Type", "ObjectType", "ObjectId", "ActorId", "Data", "OccurredAt")
                VALUES ({e}, {$"evt_{e}"}, 1, 1, 'task.created', 'task', 1, 1, '', {e * 10 * Minute})
                """);
        }

        await AddAsync(db, 1, created: 15, updated: 35, enabled: false, reason: DisabledReason.ByPerson, sequence: 0);
        await AddAsync(db, 2, created: 0, updated: 0, enabled: true, reason: null, sequence: 5, 3, 4, 5);
        await AddAsync(db, 3, created: 0, updated: 0, enabled: true, reason: null, sequence: 7);
        await AddAsync(db, 4, created: 0, updated: 0, enabled: true, reason: null, sequence: 2, 1, 2);
        await migrator.MigrateAsync();

        Assert.Equal([0, 2, 7, 0], await db.Webhooks.OrderBy(w => w.Id).Select(w => w.RemovedSequence).ToListAsync());
        Assert.Equal(
            [WhyOutcome.CreatedLater, WhyOutcome.NotRecorded, WhyOutcome.NotRecorded, WhyOutcome.DisabledByPerson, WhyOutcome.DisabledByPerson],
            await OutcomesAsync(db, 1));
        Assert.All(await OutcomesAsync(db, 2), outcome => Assert.Equal(WhyOutcome.Removed, outcome));
    }

    private static async Task<List<WhyOutcome>> OutcomesAsync(AppDbContext db, long webhookId)
    {
        var versions = await db.WebhookVersions.Where(v => v.WebhookId == webhookId).OrderByDescending(v => v.FromEventId).ToListAsync();
        return [.. Enumerable.Range(1, 5).Select(e => Verdict.Of(versions.Find(v => v.FromEventId <= e), "task.created", 1, null))];
    }

    private static async Task AddAsync(
        AppDbContext db, long id, long created, long updated, bool enabled, DisabledReason? reason, long sequence, params long[] kept)
    {
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "Webhooks" ("Id", "OrganizationId", "Url", "Description", "Format", "Events", "ProjectIds", "Secret", "LastSequence", "StrictOrder",
                "Enabled", "DisabledReason", "Errors", "CreatedById", "CreatedAt", "UpdatedAt")
            VALUES ({id}, 1, '', '', 0, '["task.created"]', '[]', '', {sequence}, 0, {enabled}, {(int?)reason}, 0, 1, {created * Minute}, {updated * Minute})
            """);
        foreach (var number in kept)
        {
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO "Deliveries" ("PublicId", "Sequence", "OrganizationId", "WebhookId", "EventId", "EventType", "ObjectType", "ObjectId", "State",
                    "AttemptsCount", "RoundAttempts", "ByHand", "CreatedAt")
                VALUES ({$"dlv_{number}_{id}"}, {number}, 1, {id}, {number}, 'task.created', 'task', 1, 3, 1, 1, 0, 0)
                """);
        }
    }
}
