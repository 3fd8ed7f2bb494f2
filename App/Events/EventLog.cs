using System.Diagnostics;
using System.Text.Json;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Events;

/// <summary>What a verb tells of a change.</summary>
/// <param name="Type">One of <see cref="EventTypes"/>.</param>
/// <param name="Object">The object after the change (before it, when it is deleted).</param>
/// <param name="OrganizationId">Where it happened.</param>
/// <param name="ProjectId">The project that it happened in.</param>
/// <param name="TaskId">The task that it is about or below.</param>
public sealed record EventDraft(string Type, Payload Object, long OrganizationId, long ProjectId, long? TaskId = null)
{
    /// <inheritdoc cref="EventData.Changes"/>
    public IReadOnlyDictionary<string, object?[]>? Changes { get; init; }

    /// <inheritdoc cref="EventData.People"/>
    public IReadOnlyList<Person>? People { get; init; }
}

/// <summary>Records events. They are saved, with the deliveries that they call for, by the same <c>SaveChangesAsync</c> as the change.</summary>
public static class EventLog
{
    /// <summary>Adds an event to the unit of work; its payload is frozen now.</summary>
    public static void Record(this AppDbContext db, Actor actor, EventDraft draft, DateTimeOffset now)
    {
        var data = new EventData
        {
            Actor = actor.Person,
            Object = draft.Object,
            Changes = draft.Changes,
            People = draft.People is { Count: > 0 } ? draft.People : null,
        };
        db.Recorded.Add(new Event
        {
            PublicId = $"evt_{Guid.CreateVersion7(now):N}",
            OrganizationId = draft.OrganizationId,
            ProjectId = draft.ProjectId,
            TaskId = draft.TaskId,
            Type = draft.Type,
            ObjectType = draft.Type[..draft.Type.IndexOf('.', StringComparison.Ordinal)],
            ObjectId = draft.Object.Id,
            ActorId = actor.UserId,
            TraceParent = System.Diagnostics.Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C } trace ? trace.Id : null,
            Data = JsonSerializer.Serialize(data, HubJson.Options),
            OccurredAt = now,
        });
    }

    /// <summary>Takes every text that somebody wrote out of what was frozen; who did what to which object stays.</summary>
    public static void Expunge(this Event e)
    {
        var data = e.Read();
        Payload without = data.Object switch
        {
            TaskPayload task => task with { Name = "", Description = "", DescriptionHtml = "", Labels = [] },
            CommentPayload comment => comment with { Body = "", BodyHtml = "" },
            ProjectPayload project => project with { Name = "", Description = "" },
            var other => throw new InvalidOperationException($"Nobody has said what the texts of {other.GetType().Name} are."),
        };
        e.Data = JsonSerializer.Serialize(data with { Object = without, Changes = null }, HubJson.Options);
    }

    /// <summary>What was frozen.</summary>
    public static EventData Read(this Event e) =>
        JsonSerializer.Deserialize<EventData>(e.Data, HubJson.Options)
        ?? throw new InvalidOperationException($"Event {e.PublicId} has no data.");
}
