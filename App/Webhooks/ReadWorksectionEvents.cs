using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Formats;

namespace TaskHub.Webhooks;

/// <summary>What happened in an organization lately, each event as a webhook in Worksection's format tells it. For its administrators.</summary>
internal sealed class ReadWorksectionEvents(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>The events since then, oldest first; null when there are more than <paramref name="most"/>.</summary>
    public async Task<Result<JsonArray?>> RunAsync(
        Actor actor, long organizationId, long? projectId, DateTimeOffset since, int most, CancellationToken cancel = default)
    {
        if (!actor.IsAdministrator(organizationId))
        {
            return Failure.Forbidden();
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var all = db.Events.AsNoTracking().Where(e => e.OrganizationId == organizationId && (projectId == null || e.ProjectId == projectId));

        // Ids grow with time: the newest event that is too old bounds the search, and no index on the time is needed.
        var before = await all.Where(e => e.OccurredAt < since).OrderByDescending(e => e.Id).Select(e => e.Id).FirstOrDefaultAsync(cancel);
        var found = await all.Where(e => e.Id > before).OrderBy(e => e.Id).Take(most + 1).ToListAsync(cancel);
        return found.Count > most
            ? new Result<JsonArray?>(null, null)
            : new JsonArray([.. found.Select(WorksectionFormat.Item)]);
    }
}
