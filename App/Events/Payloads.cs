using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using TaskHub.Identity;

namespace TaskHub.Events;

/// <summary>What an event is about, as the API shows it: frozen in the event, and answered by the API with the same record.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TaskPayload), "Task")]
[JsonDerivedType(typeof(CommentPayload), "Comment")]
[JsonDerivedType(typeof(ProjectPayload), "Project")]
public abstract record Payload
{
    [JsonPropertyOrder(-10)]
    public required long Id { get; init; }
}

/// <summary>A task (contract, section 3). Times are Unix seconds, dates <c>2026-12-01</c>.</summary>
public sealed record TaskPayload : Payload
{
    public required string Name { get; init; }
    public required string Description { get; init; }
    public required string DescriptionHtml { get; init; }
    public required long ProjectId { get; init; }
    public required long TaskListId { get; init; }
    public required long OrganizationId { get; init; }

    /// <summary><c>new, open, hold, resolved</c> or <c>rejected</c>.</summary>
    [AllowedValues("new", "open", "hold", "resolved", "rejected")]
    public required string Status { get; init; }

    public required bool Urgent { get; init; }
    public required int Priority { get; init; }
    public required DateOnly? DueOn { get; init; }

    /// <summary>By when on that day, as <c>15:00</c>, on the clock of whoever reads it; only of a task that has a time.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DueTime { get; init; }

    public required DateOnly? StartOn { get; init; }
    public required long? AssignedId { get; init; }
    public required long UserId { get; init; }
    public required IReadOnlyList<long> WatcherIds { get; init; }
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>When it comes again, in words such as <c>every week on mon</c>; only of a recurring task.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Repeat { get; init; }

    public required int CommentsCount { get; init; }
    public required int SubtasksCount { get; init; }
    public required int ResolvedSubtasksCount { get; init; }
    public required int Position { get; init; }
    public required int Version { get; init; }
    public required bool Deleted { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public required DateTimeOffset? CompletedAt { get; init; }
}

/// <summary>A comment on a task.</summary>
public sealed record CommentPayload : Payload
{
    public string TargetType { get; init; } = "Task";
    public required long TargetId { get; init; }
    public required string Body { get; init; }
    public required string BodyHtml { get; init; }
    public required long UserId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>A project.</summary>
public sealed record ProjectPayload : Payload
{
    public required long OrganizationId { get; init; }
    public required string Name { get; init; }
    public required string Description { get; init; }
    public required bool Archived { get; init; }
    public required long UserId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Grows with each change. Events that were frozen before projects showed it do not have it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Version { get; init; }
}

/// <summary>What is frozen with an event: enough to write it in every format, whatever becomes of its object.</summary>
public sealed record EventData
{
    public required Person Actor { get; init; }
    public required Payload Object { get; init; }

    /// <summary>Old and new value of each changed field, by its API name; null unless something was edited.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, object?[]>? Changes { get; init; }

    /// <summary>The people whom object and changes name by id, such as assignees.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Person>? People { get; init; }
}
