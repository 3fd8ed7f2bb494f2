using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Activity;

/// <summary>An event as the API shows it: what the <c>full</c> format of webhooks posts, with its id.</summary>
/// <param name="Id">The id that deliveries carry as <c>webhook-event-id</c>.</param>
/// <param name="Type">One of <see cref="EventTypes"/>.</param>
/// <param name="Timestamp">When it happened, in UTC with milliseconds.</param>
/// <param name="Data">What was frozen then.</param>
public sealed record FrozenEvent(string Id, string Type, string Timestamp, FrozenData Data);

/// <summary>What was frozen with an event, as JSON that nobody reads again before it is sent.</summary>
public sealed record FrozenData(long OrganizationId, long ProjectId, JsonElement Actor, JsonElement Object)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Changes { get; init; }
}

/// <summary>One event, by the id that the outside knows, for every member who sees the project in which it happened.</summary>
public sealed class FindEvent(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<Result<FrozenEvent>> RunAsync(Actor actor, string id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = await db.Events.AsNoTracking().SingleOrDefaultAsync(e => e.PublicId == id, cancel);
        if (found is null || !actor.Sees(found.OrganizationId, found.ProjectId))
        {
            return Failure.NotFound(ActivityText.Event);
        }

        var data = JsonElement.Parse(found.Data);
        return new FrozenEvent(
            found.PublicId,
            found.Type,
            found.OccurredAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
            new FrozenData(found.OrganizationId, found.ProjectId, data.GetProperty("actor"), data.GetProperty("object"))
            {
                Changes = data.TryGetProperty("changes", out var changes) ? changes : null,
            });
    }
}
