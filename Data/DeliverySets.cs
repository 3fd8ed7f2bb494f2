using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace TaskHub.Data;

/// <summary>Statements over sets of deliveries, in the words of the one database that is in use.</summary>
internal static class DeliverySets
{
    /// <summary>Brings everything that is planned for later nearer by as much as the clock was set back.</summary>
    public static async Task PullInAsync(this AppDbContext db, DateTimeOffset now, TimeSpan by, CancellationToken cancel)
    {
        var (from, back) = (now.ToUnixTimeMilliseconds(), (long)by.TotalMilliseconds);
        await db.Database.ExecuteSqlAsync(
            $"""UPDATE "Deliveries" SET "NextAttemptAt" = max({from}, "NextAttemptAt" - {back}) WHERE "NextAttemptAt" > {from}""", cancel);
        await db.Database.ExecuteSqlAsync(
            $"""UPDATE "Webhooks" SET "NotBefore" = "NotBefore" - {back} WHERE "NotBefore" > {from}""", cancel);
    }

    /// <summary>Remembers of every webhook which numbers go with these deliveries: a receiver that asks for its gaps is told.</summary>
    public static Task<int> MarkRemovedAsync(this AppDbContext db, IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        var removed = JsonSerializer.Serialize(ids);
        return db.Database.ExecuteSqlAsync(
            $"""
            UPDATE "Webhooks" SET "RemovedSequence" = r."Last" FROM
                (SELECT "WebhookId", MAX("Sequence") AS "Last" FROM "Deliveries" WHERE "Id" IN (SELECT value FROM json_each({removed})) GROUP BY 1) r
            WHERE "Webhooks"."Id" = r."WebhookId" AND "RemovedSequence" < r."Last"
            """,
            cancel);
    }
}
