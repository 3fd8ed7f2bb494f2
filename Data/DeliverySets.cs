using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace TaskHub.Data;

/// <summary>Which events one webhook gets as a set.</summary>
/// <param name="FirstEventId">The first event of the range.</param>
/// <param name="LastEventId">The last one.</param>
/// <param name="OrganizationId">The webhook's organization.</param>
/// <param name="WebhookId">The webhook.</param>
/// <param name="Suffix">What follows the event's id in the delivery's.</param>
/// <param name="State">The state of the new deliveries, as stored.</param>
/// <param name="NextAttemptAt">When they are due, in Unix milliseconds.</param>
/// <param name="Types">The kinds of events it wants, as a JSON array.</param>
/// <param name="Projects">The projects it wants, as a JSON array; empty means all.</param>
/// <param name="LastSequence">The sequence number before the first of the new deliveries.</param>
internal readonly record struct DeliverySet(
    long FirstEventId, long LastEventId, long OrganizationId, long WebhookId, string Suffix, int State, long? NextAttemptAt, string Types,
    string Projects,
    long LastSequence);

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

    /// <summary>Inserts the deliveries of a range of events for one webhook: a cascade over thousands of tasks is one statement a webhook.</summary>
    public static Task<int> InsertDeliveriesAsync(this AppDbContext db, DeliverySet set, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Deliveries" ("PublicId", "OrganizationId", "WebhookId", "EventId", "EventType", "ObjectType", "ObjectId", "State",
                "AttemptsCount", "RoundAttempts", "NextAttemptAt", "ByHand", "CreatedAt", "Sequence")
            SELECT 'dlv_' || substr(e."PublicId", 5) || {set.Suffix}, e."OrganizationId", {set.WebhookId}, e."Id", e."Type", e."ObjectType",
                e."ObjectId", {set.State}, 0, 0, {set.NextAttemptAt}, 0, e."OccurredAt",
                {set.LastSequence} + row_number() OVER (ORDER BY e."Id")
            FROM "Events" e
            WHERE e."Id" BETWEEN {set.FirstEventId} AND {set.LastEventId} AND e."OrganizationId" = {set.OrganizationId}
                AND e."Type" IN (SELECT value FROM json_each({set.Types}))
                AND (json_array_length({set.Projects}) = 0 OR e."ProjectId" IN (SELECT value FROM json_each({set.Projects})))
            ORDER BY e."Id"
            """,
            cancel);
}
