using Microsoft.EntityFrameworkCore;

namespace TaskHub.Data;

/// <summary>How the attempts of one webhook went in one hour.</summary>
/// <param name="WebhookId">Which webhook.</param>
/// <param name="Hour">How many hours after the beginning that was asked for.</param>
/// <param name="Attempts">All attempts.</param>
/// <param name="Failed">Those that were no success.</param>
public sealed record AttemptHour(long WebhookId, int Hour, int Attempts, int Failed);

public sealed partial class AppDbContext
{
    /// <summary>
    /// The attempts of an organization's webhooks, or of one of them, hour by hour. It reads an index alone, whatever the attempts carry.
    /// </summary>
    public IQueryable<AttemptHour> AttemptHours(long organizationId, long? webhookId, DateTimeOffset since)
    {
        var from = since.ToUnixTimeMilliseconds();
        return Database.SqlQuery<AttemptHour>(
            $"""
            SELECT "WebhookId", CAST(("StartedAt" - {from}) / 3600000 AS INTEGER) AS "Hour", COUNT(*) AS "Attempts", COUNT("Error") AS "Failed"
            FROM "Attempts"
            WHERE "StartedAt" >= {from} AND "WebhookId" IN
                (SELECT "Id" FROM "Webhooks" WHERE "OrganizationId" = {organizationId} AND ({webhookId} IS NULL OR "Id" = {webhookId}))
            GROUP BY "WebhookId", CAST(("StartedAt" - {from}) / 3600000 AS INTEGER)
            """);
    }
}
