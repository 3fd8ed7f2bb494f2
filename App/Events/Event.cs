namespace TaskHub.Events;

/// <summary>
/// What happened, for machines: written in the transaction of the change itself, with its payload frozen. It is the outbox of the
/// deliveries and the source of the activity that people read.
/// </summary>
public sealed class Event
{
    public long Id { get; set; }

    /// <summary>The id that the outside knows (<c>webhook-event-id</c>): <c>evt_</c> and 32 hexadecimal digits, unique for ever.</summary>
    public required string PublicId { get; init; }

    public long OrganizationId { get; init; }
    public long ProjectId { get; init; }

    /// <summary>The task that it is about or below; null for projects.</summary>
    public long? TaskId { get; init; }

    /// <summary>One of <see cref="EventTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary><c>task</c>, <c>comment</c> or <c>project</c>.</summary>
    public required string ObjectType { get; init; }

    public long ObjectId { get; init; }
    public long ActorId { get; init; }

    /// <summary>The frozen <see cref="EventData"/> as JSON.</summary>
    public required string Data { get; set; }

    /// <summary>The trace in which it happened, as W3C's <c>traceparent</c>; null when nobody records it.</summary>
    public string? TraceParent { get; init; }

    public DateTimeOffset OccurredAt { get; init; }
}
