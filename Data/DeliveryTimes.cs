using Microsoft.EntityFrameworkCore;

namespace TaskHub.Data;

public sealed partial class AppDbContext
{
    // Deliveries get their ids in the write gate and their time before it, so neighbours may stand the other way round by a moment.
    private static readonly TimeSpan Disorder = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Between which ids deliveries of that time stand: ids grow with time, so a range of times is a range of ids, which an index answers at once
    /// however long the history is. A moment wider than asked: whoever needs it exactly compares the times as well.
    /// </summary>
    public async Task<(long From, long Below)> DeliveryIdsAsync(DateTimeOffset? since, DateTimeOffset? until, CancellationToken cancel) => (
        since is { } from ? await FirstDeliveryAsync(from - Disorder, cancel) : 0,
        until is { } to ? await FirstDeliveryAsync(to + Disorder, cancel) : long.MaxValue);

    /// <summary>The id of the first delivery of that time or later: the middle is looked at, then the middle of the half that has it, and so on.</summary>
    private async Task<long> FirstDeliveryAsync(DateTimeOffset at, CancellationToken cancel)
    {
        var time = at.ToUnixTimeMilliseconds();
        var found = await Database.SqlQuery<long>(
            $"""
            WITH RECURSIVE half("Low", "High") AS (
                SELECT COALESCE((SELECT MIN("Id") FROM "Deliveries"), 1), COALESCE((SELECT MAX("Id") FROM "Deliveries"), 0) + 1
                UNION ALL
                SELECT
                    CASE WHEN (SELECT "CreatedAt" FROM "Deliveries" WHERE "Id" >= ("Low" + "High") / 2 ORDER BY "Id" LIMIT 1) < {time}
                        THEN ("Low" + "High") / 2 + 1 ELSE "Low" END,
                    CASE WHEN (SELECT "CreatedAt" FROM "Deliveries" WHERE "Id" >= ("Low" + "High") / 2 ORDER BY "Id" LIMIT 1) < {time}
                        THEN "High" ELSE ("Low" + "High") / 2 END
                FROM half WHERE "Low" < "High"
            )
            SELECT "Low" AS "Value" FROM half WHERE "Low" >= "High"
            """).ToListAsync(cancel);
        return found[0];
    }
}
