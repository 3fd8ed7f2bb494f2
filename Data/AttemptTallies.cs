using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TaskHub.Webhooks;

namespace TaskHub.Data;

/// <summary>The attempts of one webhook in one step of time that ended in one way and took about as long.</summary>
/// <param name="WebhookId">Which webhook.</param>
/// <param name="Step">Which step after the beginning that was asked for.</param>
/// <param name="Error">The kind of error; empty for a success.</param>
/// <param name="StatusCode">The status of the answer; 0 where none came.</param>
/// <param name="Speed">How long they took, as a step of the scale of times.</param>
/// <param name="Count">How many.</param>
public sealed record TallyStep(long WebhookId, long Step, string Error, int StatusCode, int Speed, int Count);

/// <summary>How the attempts of one webhook went in one step of time.</summary>
/// <param name="WebhookId">Which webhook.</param>
/// <param name="Step">Which step after the beginning that was asked for.</param>
/// <param name="Attempts">All attempts.</param>
/// <param name="Failed">Those that were no success.</param>
public sealed record TallyTurn(long WebhookId, long Step, int Attempts, int Failed);

public sealed partial class AppDbContext
{
    private const string TalliedAttempt = "TalliedAttempt";

    /// <summary>The last attempt that is among the tallies; those after it are not yet.</summary>
    public async Task<long> TalliedAttemptAsync(CancellationToken cancel) =>
        await Counters.Where(c => c.Name == TalliedAttempt).Select(c => c.Value).SingleOrDefaultAsync(cancel);

    /// <summary>Adds to the tallies what attempts up to <paramref name="lastAttempt"/> came to, and remembers that one. Inside the gate.</summary>
    public async Task AddTalliesAsync(IReadOnlyCollection<AttemptTally> tallies, long lastAttempt, CancellationToken cancel)
    {
        var rows = JsonSerializer.Serialize(
            tallies.Select(t => new object[] { t.WebhookId, t.Minutes, t.Start.ToUnixTimeMilliseconds(), t.Error, t.StatusCode, t.Speed, t.Count }));
        await Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "AttemptTallies" ("WebhookId", "Minutes", "Start", "Error", "StatusCode", "Speed", "Count")
            SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6 FROM json_each({rows}) WHERE true
            ON CONFLICT DO UPDATE SET "Count" = "Count" + excluded."Count"
            """,
            cancel);
        await Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Counters" ("Name", "Value") VALUES ({TalliedAttempt}, {lastAttempt})
            ON CONFLICT ("Name") DO UPDATE SET "Value" = excluded."Value"
            """,
            cancel);
    }

    /// <summary>The tallies of one webhook since a time, in grains of so many minutes, added up in steps of time.</summary>
    public IQueryable<TallyStep> TallySteps(long webhookId, int minutes, DateTimeOffset since, TimeSpan step)
    {
        var (from, length) = (since.ToUnixTimeMilliseconds(), (long)step.TotalMilliseconds);
        return Database.SqlQuery<TallyStep>(
            $"""
            SELECT "WebhookId", ("Start" - {from}) / {length} AS "Step", "Error", "StatusCode", "Speed", SUM("Count") AS "Count"
            FROM "AttemptTallies" WHERE "WebhookId" = {webhookId} AND "Minutes" = {minutes} AND "Start" >= {from} GROUP BY 2, 3, 4, 5
            """);
    }

    /// <summary>How the attempts of each of an organization's webhooks went, or of one of them, in steps of time: without kinds and times taken.</summary>
    public IQueryable<TallyTurn> TallyTurns(long organizationId, long? webhookId, int minutes, DateTimeOffset since, TimeSpan step)
    {
        var (from, length) = (since.ToUnixTimeMilliseconds(), (long)step.TotalMilliseconds);
        return Database.SqlQuery<TallyTurn>(
            $"""
            SELECT "WebhookId", ("Start" - {from}) / {length} AS "Step", SUM("Count") AS "Attempts", SUM(CASE WHEN "Error" = '' THEN 0 ELSE "Count" END) AS "Failed"
            FROM "AttemptTallies"
            WHERE "Minutes" = {minutes} AND "Start" >= {from}
                AND "WebhookId" IN (SELECT "Id" FROM "Webhooks" WHERE "OrganizationId" = {organizationId} AND ({webhookId} IS NULL OR "Id" = {webhookId}))
            GROUP BY 1, 2
            """);
    }

    /// <summary>How the attempts of all webhooks together went, in steps of time.</summary>
    public IQueryable<TallyTurn> TallyTurns(DateTimeOffset since, TimeSpan step)
    {
        var (from, length) = (since.ToUnixTimeMilliseconds(), (long)step.TotalMilliseconds);
        return Database.SqlQuery<TallyTurn>(
            $"""
            SELECT 0 AS "WebhookId", ("Start" - {from}) / {length} AS "Step", SUM("Count") AS "Attempts", SUM(CASE WHEN "Error" = '' THEN 0 ELSE "Count" END) AS "Failed"
            FROM "AttemptTallies"
            WHERE "Minutes" = 5 AND "Start" >= {from} AND "WebhookId" IN (SELECT "Id" FROM "Webhooks")
            GROUP BY 2
            """);
    }
}
