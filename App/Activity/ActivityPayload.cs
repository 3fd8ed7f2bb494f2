using System.Text.Json;
using System.Text.Json.Serialization;
using TaskHub.Events;

namespace TaskHub.Activity;

/// <summary>Something that happened, as the API tells it to people; the event itself has the whole object.</summary>
public sealed record ActivityPayload
{
    [JsonPropertyOrder(-1)]
    public string Type => "Activity";

    public required long Id { get; init; }

    /// <summary>The id under which <c>/api/3/events</c> has all of it.</summary>
    public required string EventId { get; init; }

    /// <summary>One of <see cref="EventTypes"/>.</summary>
    public required string Event { get; init; }

    /// <summary><c>create, update</c> or <c>delete</c>, Redbooth's words.</summary>
    public required string Action { get; init; }

    public required string TargetType { get; init; }
    public required long TargetId { get; init; }
    public required long OrganizationId { get; init; }
    public required long ProjectId { get; init; }
    public required long? TaskId { get; init; }

    /// <summary>Who did it.</summary>
    public required long UserId { get; init; }

    /// <summary>The old and the new value of each field that changed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, JsonElement>? Changes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    internal static ActivityPayload Of(Event e) => new()
    {
        Id = e.Id,
        EventId = e.PublicId,
        Event = e.Type,
        Action = e.Type.EndsWith(".created", StringComparison.Ordinal) ? "create"
            : e.Type.EndsWith(".deleted", StringComparison.Ordinal) ? "delete"
            : "update",
        TargetType = $"{char.ToUpperInvariant(e.ObjectType[0])}{e.ObjectType[1..]}",
        TargetId = e.ObjectId,
        OrganizationId = e.OrganizationId,
        ProjectId = e.ProjectId,
        TaskId = e.TaskId,
        UserId = e.ActorId,
        Changes = JsonElement.Parse(e.Data).TryGetProperty("changes", out var changes)
            ? changes.EnumerateObject().ToDictionary(c => c.Name, c => c.Value)
            : null,
        CreatedAt = e.OccurredAt,
    };
}

/// <summary>A notification as the API shows it: why, whether it was read, and what happened: an activity, or a notice.</summary>
public sealed record NotificationPayload(
    long Id, NotificationReason Reason, bool Read, DateTimeOffset? ReadAt, DateTimeOffset CreatedAt, ActivityPayload? Activity, NoticePayload? Notice)
{
    [JsonPropertyOrder(-1)]
    public string Type => "Notification";

    internal static NotificationPayload Of(Notification notification) => new(
        notification.Id, notification.Reason, notification.ReadAt is not null, notification.ReadAt, notification.CreatedAt,
        notification.Event is { } happened ? ActivityPayload.Of(happened) : null,
        notification.Title is { } title
            ? new NoticePayload(notification.OrganizationId, title, notification.Text ?? "", notification.Path ?? "/")
            : null);
}

/// <summary>Something that no person did, in words.</summary>
/// <param name="OrganizationId">Where.</param>
/// <param name="Title">What, in a line.</param>
/// <param name="Text">What more there is to say.</param>
/// <param name="Path">Where to look: a path of this hub.</param>
public sealed record NoticePayload(long OrganizationId, string Title, string Text, string Path);
