using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TaskHub.Webhooks;

namespace TaskHub.Data;

/// <summary>A webhook that got new deliveries.</summary>
internal sealed record Receiving(long Id, bool Enabled);

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

    /// <summary>
    /// Makes the deliveries of a range of events for all webhooks that want them, numbered in each webhook's own sequence, and returns those
    /// webhooks. Two statements, whether one task was edited or a cascade went over thousands. What happens while a webhook is disabled by
    /// itself is held for it; what happens while a person has it disabled is not for it (contract, section 6).
    /// </summary>
    public static async Task<IReadOnlyList<Receiving>> DeliverAsync(this AppDbContext db, long firstEvent, long lastEvent, CancellationToken cancel)
    {
        var made = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Deliveries" ("PublicId", "OrganizationId", "WebhookId", "EventId", "EventType", "ObjectType", "ObjectId", "State",
                "AttemptsCount", "RoundAttempts", "NextAttemptAt", "ByHand", "CreatedAt", "Sequence")
            SELECT 'dlv_' || substr(e."PublicId", 5) || '_' || w."Id", e."OrganizationId", w."Id", e."Id", e."Type", e."ObjectType", e."ObjectId",
                CASE WHEN w."Enabled" THEN {(int)DeliveryState.Pending} ELSE {(int)DeliveryState.Held} END, 0, 0,
                CASE WHEN w."Enabled" THEN {Delivery.AtOnce.ToUnixTimeMilliseconds()} END, 0, e."OccurredAt",
                w."LastSequence" + row_number() OVER (PARTITION BY w."Id" ORDER BY e."Id")
            FROM "Events" e JOIN "Webhooks" w ON w."OrganizationId" = e."OrganizationId"
            WHERE e."Id" BETWEEN {firstEvent} AND {lastEvent} AND w."DeletedAt" IS NULL
                AND (w."Enabled" OR w."DisabledReason" IN ({(int)DisabledReason.Errors}, {(int)DisabledReason.Gone}))
                AND e."Type" IN (SELECT value FROM json_each(w."Events"))
                AND (json_array_length(w."ProjectIds") = 0 OR e."ProjectId" IN (SELECT value FROM json_each(w."ProjectIds")))
            ORDER BY e."Id", w."Id"
            """,
            cancel);
        return made == 0 ? [] : await db.Database.SqlQuery<Receiving>(
            $"""
            UPDATE "Webhooks" SET "LastSequence" = d."Last" FROM
                (SELECT "WebhookId", MAX("Sequence") AS "Last" FROM "Deliveries" WHERE "EventId" BETWEEN {firstEvent} AND {lastEvent} GROUP BY 1) d
            WHERE "Webhooks"."Id" = d."WebhookId" RETURNING "Webhooks"."Id", "Enabled"
            """).ToListAsync(cancel);
    }
}
