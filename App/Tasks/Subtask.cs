using System.Text.Json.Serialization;

namespace TaskHub.Tasks;

/// <summary>
/// A step of a task, as Redbooth has them: a line that is resolved or not. It has no events of its own: whatever happens to it is an update
/// of its task, whose version grows with it.
/// </summary>
public sealed class Subtask
{
    public const int NameLength = 255;

    /// <summary>How many a task can have.</summary>
    public const int MaxOfTask = 200;

    public long Id { get; init; }
    public long OrganizationId { get; init; }
    public long TaskId { get; init; }
    public required string Name { get; set; }
    public bool Resolved { get; set; }

    /// <summary>The place among the subtasks of its task, counted from 1 without a gap.</summary>
    public int Position { get; set; }

    public long? AssignedId { get; set; }
    public long UserId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>A subtask as the API shows it.</summary>
public sealed record SubtaskPayload
{
    [JsonPropertyOrder(-1)]
    public string Type => "Subtask";

    public required long Id { get; init; }
    public required long TaskId { get; init; }
    public required string Name { get; init; }
    public required bool Resolved { get; init; }
    public required int Position { get; init; }
    public required long? AssignedId { get; init; }
    public required long UserId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    internal static SubtaskPayload Of(Subtask subtask) => new()
    {
        Id = subtask.Id,
        TaskId = subtask.TaskId,
        Name = subtask.Name,
        Resolved = subtask.Resolved,
        Position = subtask.Position,
        AssignedId = subtask.AssignedId,
        UserId = subtask.UserId,
        CreatedAt = subtask.CreatedAt,
        UpdatedAt = subtask.UpdatedAt,
    };
}
