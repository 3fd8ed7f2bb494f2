using Microsoft.Data.Sqlite;
using TaskHub.Webhooks;

namespace TaskHub.Data;

/// <summary>A webhook that got new deliveries.</summary>
internal sealed record Receiving(long Id, bool Enabled);

/// <summary>The statements that every change runs, prepared on the connection of the write gate.</summary>
internal sealed class GateStatements(SqliteConnection connection) : IDisposable
{
    private readonly LedgerStatement nextId = new(
        connection.Handle!,
        """
        INSERT INTO "Counters" ("Name", "Value") VALUES ($0, $1)
        ON CONFLICT ("Name") DO UPDATE SET "Value" = "Counters"."Value" + excluded."Value" RETURNING "Value"
        """);

    private readonly LedgerStatement deliver = new(
        connection.Handle!,
        $"""
        INSERT INTO "Deliveries" ("PublicId", "OrganizationId", "WebhookId", "EventId", "EventType", "ObjectType", "ObjectId", "State",
            "AttemptsCount", "RoundAttempts", "NextAttemptAt", "ByHand", "CreatedAt", "Sequence")
        SELECT 'dlv_' || substr(e."PublicId", 5) || '_' || w."Id", e."OrganizationId", w."Id", e."Id", e."Type", e."ObjectType", e."ObjectId",
            CASE WHEN w."Enabled" THEN {(int)DeliveryState.Pending} ELSE {(int)DeliveryState.Held} END, 0, 0,
            CASE WHEN w."Enabled" THEN {Delivery.AtOnce.ToUnixTimeMilliseconds()} END, 0, e."OccurredAt",
            w."LastSequence" + row_number() OVER (PARTITION BY w."Id" ORDER BY e."Id")
        FROM "Events" e JOIN "Webhooks" w ON w."OrganizationId" = e."OrganizationId"
        WHERE e."Id" BETWEEN $0 AND $1 AND w."DeletedAt" IS NULL
            AND (w."Enabled" OR w."DisabledReason" IN ({(int)DisabledReason.Errors}, {(int)DisabledReason.Gone}))
            AND e."Type" IN (SELECT value FROM json_each(w."Events"))
            AND (json_array_length(w."ProjectIds") = 0 OR e."ProjectId" IN (SELECT value FROM json_each(w."ProjectIds")))
        ORDER BY e."Id", w."Id"
        """);

    private readonly LedgerStatement number = new(
        connection.Handle!,
        """
        UPDATE "Webhooks" SET "LastSequence" = d."Last" FROM
            (SELECT "WebhookId", MAX("Sequence") AS "Last" FROM "Deliveries" WHERE "EventId" BETWEEN $0 AND $1 GROUP BY 1) d
        WHERE "Webhooks"."Id" = d."WebhookId" RETURNING "Webhooks"."Id", "Enabled"
        """);

    /// <summary>Reserves ids, and returns the last of them.</summary>
    public long NextId(string name, int count) => nextId.First(row => row.GetInt64(0), name, count);

    /// <summary>
    /// Makes the deliveries of a range of events for all webhooks that want them, numbered in each webhook's own sequence, and returns those
    /// webhooks. Two statements, whether one task was edited or a cascade went over thousands. What happens while a webhook is disabled by
    /// itself is held for it; what happens while a person has it disabled is not for it (contract, section 6).
    /// </summary>
    public IReadOnlyList<Receiving> Deliver(long firstEvent, long lastEvent) =>
        deliver.Run(firstEvent, lastEvent) == 0 ? [] : number.All(row => new Receiving(row.GetInt64(0), row.GetBoolean(1)), firstEvent, lastEvent);

    public void Dispose()
    {
        nextId.Dispose();
        deliver.Dispose();
        number.Dispose();
    }
}
