using Microsoft.EntityFrameworkCore;

namespace TaskHub.Data;

public sealed partial class AppDbContext
{
    // Rows get their ids in the write gate and their time before it, so neighbours may stand the other way round by a moment.
    private static readonly TimeSpan Disorder = TimeSpan.FromSeconds(10);

    private static readonly string FirstDelivery = First("Deliveries", "CreatedAt");
    private static readonly string FirstEvent = First("Events", "OccurredAt");

    /// <summary>
    /// Between which ids deliveries of that time stand: ids grow with time, so a range of times is a range of ids, which an index answers at once
    /// however long the history is. A moment wider than asked: whoever needs it exactly compares the times as well.
    /// </summary>
    public async Task<(long From, long Below)> DeliveryIdsAsync(DateTimeOffset? since, DateTimeOffset? until, CancellationToken cancel) => (
        since is { } from ? await FirstAsync(FirstDelivery, from, cancel) : 0,
        until is { } to ? await FirstAsync(FirstDelivery, to + Disorder + Disorder, cancel) : long.MaxValue);

    /// <summary>The same for events.</summary>
    public async Task<(long From, long Below)> EventIdsAsync(DateTimeOffset? since, DateTimeOffset? until, CancellationToken cancel) => (
        since is { } from ? await FirstAsync(FirstEvent, from, cancel) : 0,
        until is { } to ? await FirstAsync(FirstEvent, to + Disorder + Disorder, cancel) : long.MaxValue);

    private async Task<long> FirstAsync(string first, DateTimeOffset at, CancellationToken cancel)
    {
        var found = await Database.SqlQueryRaw<long>(first, (at - Disorder).ToUnixTimeMilliseconds()).ToListAsync(cancel);
        return found[0];
    }

    /// <summary>The id of the first row of that time or later: the middle is looked at, then the middle of the half that has it, and so on.</summary>
    private static string First(string table, string time) =>
        $$"""
        WITH RECURSIVE half("Low", "High") AS (
            SELECT COALESCE((SELECT MIN("Id") FROM "{{table}}"), 1), COALESCE((SELECT MAX("Id") FROM "{{table}}"), 0) + 1
            UNION ALL
            SELECT
                CASE WHEN (SELECT "{{time}}" FROM "{{table}}" WHERE "Id" >= ("Low" + "High") / 2 ORDER BY "Id" LIMIT 1) < {0}
                    THEN ("Low" + "High") / 2 + 1 ELSE "Low" END,
                CASE WHEN (SELECT "{{time}}" FROM "{{table}}" WHERE "Id" >= ("Low" + "High") / 2 ORDER BY "Id" LIMIT 1) < {0}
                    THEN "High" ELSE ("Low" + "High") / 2 END
            FROM half WHERE "Low" < "High"
        )
        SELECT "Low" AS "Value" FROM half WHERE "Low" >= "High"
        """;
}
