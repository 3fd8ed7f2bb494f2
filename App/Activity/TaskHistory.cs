using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Activity;

/// <summary>A field that changed: its API name, and its old and new value as the event froze them.</summary>
public sealed record FieldChange(string Field, JsonElement Old, JsonElement New);

/// <summary>One thing that happened to a task.</summary>
/// <param name="Id">The event.</param>
/// <param name="Type">One of <see cref="EventTypes"/>.</param>
/// <param name="By">Who did it.</param>
/// <param name="At">When.</param>
/// <param name="Changes">What changed; empty unless something was edited.</param>
/// <param name="People">The people whom the changes name by id.</param>
/// <param name="EventId">The id by which the outside knows the event.</param>
/// <param name="IsReturn">A task came that had been there before: it was taken back from the trash.</param>
public sealed record HistoryEntry(
    long Id, string Type, Person By, DateTimeOffset At, IReadOnlyList<FieldChange> Changes, IReadOnlyList<Person> People, string EventId = "",
    bool IsReturn = false);

/// <summary>What happened to a task, from its events, newest first.</summary>
public sealed class TaskHistory(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>How many entries are shown until more are asked for.</summary>
    public const int Size = 50;

    public async Task<IReadOnlyList<HistoryEntry>> RunAsync(Actor actor, long taskId, int size = Size, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var events = await db.Events.AsNoTracking()
            .VisibleTo(actor)
            .Where(e => e.TaskId == taskId)
            .OrderByDescending(e => e.Id)
            .Take(size)
            .ToListAsync(cancel);
        return [.. events.Select(Entry)];
    }

    internal static HistoryEntry Entry(Event e)
    {
        var data = e.Read();
        var changes = (data.Changes ?? new Dictionary<string, object?[]>())
            .Select(c => new FieldChange(c.Key, Element(c.Value, 0), Element(c.Value, 1)))
            .ToList();
        return new HistoryEntry(e.Id, e.Type, data.Actor, e.OccurredAt, changes, data.People ?? [], e.PublicId,
            IsReturn: e.Type == EventTypes.TaskCreated && data.Object is TaskPayload { Version: > 1 });
    }

    private static JsonElement Element(object?[] values, int at) =>
        values.Length > at && values[at] is JsonElement element ? element : default;
}
