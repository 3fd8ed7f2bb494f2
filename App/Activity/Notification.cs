using TaskHub.Events;

namespace TaskHub.Activity;

/// <summary>Why a person is told of something. Where several reasons hold, they are told once, for the highest.</summary>
public enum NotificationReason
{
    /// <summary>Someone commented on a task that the person watches.</summary>
    Comment = 0,

    /// <summary>The task was given to the person.</summary>
    Assigned = 1,

    /// <summary>A comment or a description names the person.</summary>
    Mention = 2,
}

/// <summary>Something that concerns one person: an event that somebody else caused. It is written in the transaction of the event.</summary>
public sealed class Notification
{
    public long Id { get; init; }
    public long UserId { get; init; }
    public long OrganizationId { get; init; }
    public long ProjectId { get; init; }
    public long EventId { get; init; }
    public Event? Event { get; init; }
    public NotificationReason Reason { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null until the person has read it.</summary>
    public DateTimeOffset? ReadAt { get; set; }
}
