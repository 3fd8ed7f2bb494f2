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

    /// <summary>A webhook of the organization has begun to fail.</summary>
    WebhookFailing = 3,

    /// <summary>A few more errors in a row disable it.</summary>
    WebhookEndangered = 4,

    /// <summary>It was disabled, by errors or because its receiver is gone.</summary>
    WebhookDisabled = 5,

    /// <summary>Its receiver takes deliveries again.</summary>
    WebhookRecovered = 6,

    /// <summary>A task was made in a project that the person watches.</summary>
    Created = 7,

    /// <summary>A task of the person is due within a day.</summary>
    DueSoon = 8,

    /// <summary>A task of the person is overdue.</summary>
    Overdue = 9,
}

/// <summary>
/// Something that concerns one person: an event that somebody else caused, written in the transaction of the event; or, without an event, a
/// notice that says by itself what happened and where to look.
/// </summary>
public sealed class Notification
{
    public long Id { get; init; }
    public long UserId { get; init; }
    public long OrganizationId { get; init; }

    /// <summary>Null for a notice of the organization: it is shown to administrators.</summary>
    public long? ProjectId { get; init; }

    /// <summary>Null for a notice.</summary>
    public long? EventId { get; init; }
    public Event? Event { get; init; }
    public NotificationReason Reason { get; set; }

    /// <summary>The task that a notice is about; null where it is about none, and where the event says it.</summary>
    public long? TaskId { get; init; }

    /// <summary>When that was due as the person was told of it.</summary>
    public DateOnly? DueOn { get; init; }

    /// <inheritdoc cref="DueOn"/>
    public TimeOnly? DueTime { get; init; }

    /// <summary>What a notice says in a line; null where there is an event.</summary>
    public string? Title { get; set; }

    /// <summary>What more there is to say, in a sentence or two.</summary>
    public string? Text { get; set; }

    /// <summary>Where to look: a path of this hub.</summary>
    public string? Path { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null until the person has read it.</summary>
    public DateTimeOffset? ReadAt { get; set; }
}
