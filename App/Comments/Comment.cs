namespace TaskHub.Comments;

/// <summary>A comment on a task.</summary>
public sealed class Comment
{
    public const int BodyLength = 65_536;

    public long Id { get; init; }
    public long OrganizationId { get; init; }
    public long TaskId { get; init; }
    public required string Body { get; set; }
    public long UserId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }

    public bool IsEdited => UpdatedAt > CreatedAt;
}
