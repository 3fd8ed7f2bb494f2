using Microsoft.Data.Sqlite;

namespace TaskHub.Data;

/// <summary>The ledger's connection and its prepared statements.</summary>
internal sealed class LedgerStatements : IDisposable
{
    // What is asked for again together with others is asked for by hand as well, though it waits for its webhook like anything else.
    private const string DeliveryColumns = """
        d."Id", d."PublicId", d."Sequence", d."OrganizationId", d."WebhookId", d."EventId", d."EventType", d."ObjectType", d."ObjectId", d."State",
        d."AttemptsCount", d."RoundAttempts", d."NextAttemptAt", d."ByHand" OR d."StateBefore" IS NOT NULL, d."LeaseUntil", d."LastStatusCode", d."LastError",
        d."CreatedAt", d."DeliveredAt"
        """;

    private const string WithEvent = $"""
        SELECT {DeliveryColumns}, e."PublicId", e."ProjectId", e."TaskId", e."ActorId", e."Data", e."OccurredAt",
            e."TraceParent"
        FROM "Deliveries" d LEFT JOIN "Events" e ON e."Id" = d."EventId"
        WHERE d."WebhookId" = $0 AND (d."LeaseUntil" IS NULL OR d."LeaseUntil" < $1)
        """;

    private readonly SqliteConnection connection;
    private readonly List<LedgerStatement> all = [];
    private readonly LedgerStatement begin;
    private readonly LedgerStatement commit;

    public LedgerStatements(SqliteConnection connection)
    {
        this.connection = connection;
        Tune(connection);
        begin = Prepare("BEGIN IMMEDIATE");
        commit = Prepare("COMMIT");
        FindWebhook = Prepare("""
            SELECT "Id", "OrganizationId", "Url", "Format", "HttpUser", "HttpPassword", "Headers", "Secret", "PreviousSecret",
                "PreviousSecretUntil", "Enabled", "EnabledAt", "DisabledReason", "DisabledAt", "DisabledNote", "Errors", "LastErrorAt",
                "LastAttemptAt", "LastSuccessAt", "NotBefore", "StrictOrder", "RatePerMinute", "CreatedAt", "UpdatedAt", "DeletedAt"
            FROM "Webhooks" WHERE "Id" = $0
            """);
        FindDelivery = Prepare($"""SELECT {DeliveryColumns} FROM "Deliveries" d WHERE d."Id" = $0""");
        Pending = Prepare($"""{WithEvent} AND d."NextAttemptAt" = 0 ORDER BY d."Id" LIMIT $2""");
        Untried = Prepare($"""{WithEvent} AND d."NextAttemptAt" = 0 AND d."AttemptsCount" = 0 ORDER BY d."Id" LIMIT $2""");
        DueAgain = Prepare($"""{WithEvent} AND d."NextAttemptAt" > 0 AND d."NextAttemptAt" <= $1 ORDER BY d."NextAttemptAt", d."Id" LIMIT $2""");
        ByHand = Prepare($"""{WithEvent} AND d."NextAttemptAt" <= $1 AND d."ByHand" = 1 ORDER BY d."Id" LIMIT $2""");
        OldestRetry = Prepare($"""{WithEvent} AND d."State" = 1 ORDER BY d."Id" LIMIT 1""");
        NextDue = Prepare("""
            SELECT MIN("NextAttemptAt") FROM "Deliveries"
            WHERE "WebhookId" = $0 AND "NextAttemptAt" >= 0 AND ("LeaseUntil" IS NULL OR "LeaseUntil" < $1)
            """);
        Lease = Prepare("""UPDATE "Deliveries" SET "LeaseUntil" = $0 WHERE "Id" = $1""");
        Deliver = Prepare("""
            UPDATE "Deliveries" SET "State" = 3, "AttemptsCount" = "AttemptsCount" + 1, "RoundAttempts" = "RoundAttempts" + 1,
                "NextAttemptAt" = NULL, "ByHand" = 0, "LeaseUntil" = NULL, "LastStatusCode" = $0, "LastError" = NULL, "DeliveredAt" = $1,
                "StateBefore" = NULL
            WHERE "Id" = $2
            """);
        SaveDelivery = Prepare("""
            UPDATE "Deliveries" SET "State" = $0, "AttemptsCount" = $1, "RoundAttempts" = $2, "NextAttemptAt" = $3, "ByHand" = $4,
                "LeaseUntil" = $5, "LastStatusCode" = $6, "LastError" = $7, "DeliveredAt" = $8, "StateBefore" = NULL,
                "FailedStatusCode" = CASE WHEN $7 IS NULL THEN "FailedStatusCode" ELSE $6 END, "FailedError" = COALESCE($7, "FailedError")
            WHERE "Id" = $9
            """);
        SaveWebhook = Prepare("""
            UPDATE "Webhooks" SET "Enabled" = $0, "DisabledReason" = $1, "DisabledAt" = $2, "DisabledNote" = $3, "Errors" = $4,
                "LastErrorAt" = $5, "LastAttemptAt" = $6, "LastSuccessAt" = $7, "NotBefore" = $8, "UpdatedAt" = $9 WHERE "Id" = $10
            """);
        AddAttempt = Prepare("""
            INSERT INTO "Attempts" ("DeliveryId", "WebhookId", "Number", "StartedAt", "DurationMs", "DnsMs", "ConnectMs", "TlsMs", "FirstByteMs",
                "StatusCode", "Error", "RequestHeaders", "RequestBody", "ResponseHeaders", "ResponseBody", "ResponseCut", "ByHand", "Url")
            VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            """);
        Hold = Prepare("""
            UPDATE "Deliveries" SET "State" = 2, "NextAttemptAt" = NULL, "ByHand" = 0
            WHERE "WebhookId" = $0 AND "NextAttemptAt" >= 0 AND "State" IN (0, 1)
            """);
        AuditDisabling = Prepare("""
            INSERT INTO "AuditEntries" ("At", "OrganizationId", "Who", "Act", "Subject", "Detail")
            SELECT $1, "OrganizationId", $2, $3, SUBSTR("Id" || ': ' || COALESCE(NULLIF("Description", ''), $4), 1, 300), $5 FROM "Webhooks" WHERE "Id" = $0
            """);
        AddVersion = Prepare("""
            INSERT INTO "WebhookVersions" ("WebhookId", "FromEventId", "OrganizationId", "At", "Enabled", "DisabledReason", "Events", "ProjectIds", "Deleted")
            SELECT "Id", 1 + COALESCE((SELECT "Value" FROM "Counters" WHERE "Name" = 'Event'), 0), "OrganizationId", $1, $2, $3, "Events", "ProjectIds",
                "DeletedAt" IS NOT NULL
            FROM "Webhooks" WHERE "Id" = $0
            ON CONFLICT ("WebhookId", "FromEventId") DO UPDATE SET "At" = excluded."At", "Enabled" = excluded."Enabled",
                "DisabledReason" = excluded."DisabledReason", "Events" = excluded."Events", "ProjectIds" = excluded."ProjectIds",
                "Deleted" = excluded."Deleted"
            """);
    }

    public LedgerStatement FindWebhook { get; }

    public LedgerStatement FindDelivery { get; }

    public LedgerStatement Pending { get; }

    public LedgerStatement Untried { get; }

    public LedgerStatement DueAgain { get; }

    public LedgerStatement ByHand { get; }

    public LedgerStatement OldestRetry { get; }

    public LedgerStatement NextDue { get; }

    public LedgerStatement Lease { get; }

    public LedgerStatement Deliver { get; }

    public LedgerStatement SaveDelivery { get; }

    public LedgerStatement SaveWebhook { get; }

    public LedgerStatement AddAttempt { get; }

    public LedgerStatement Hold { get; }

    public LedgerStatement AddVersion { get; }

    public LedgerStatement AuditDisabling { get; }

    public void Begin() => begin.Run();

    public void Commit() => commit.Run();

    public void Dispose()
    {
        foreach (var statement in all)
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    /// <summary>
    /// An attempt need not survive a power cut by itself: what it is lost with is its delivery's new state, so the delivery goes out again.
    /// What a person saved is synced by its own commit, and with it all attempts before. These statements wait for a lock by themselves.
    /// </summary>
    private static void Tune(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;";
        command.ExecuteNonQuery();
        CheckpointInterceptor.Leave(connection);
    }

    private LedgerStatement Prepare(string sql)
    {
        var statement = new LedgerStatement(connection.Handle!, sql);
        all.Add(statement);
        return statement;
    }
}
