using System.Text.Json.Serialization;

namespace TaskHub.Tasks;

/// <summary>A file of a task as the API shows it.</summary>
public sealed record AttachmentPayload
{
    [JsonPropertyOrder(-1)]
    public string Type => "File";

    public required long Id { get; init; }
    public required long TaskId { get; init; }
    public required string Name { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>What it is when browsers may show it, by its first bytes; else <c>application/octet-stream</c>.</summary>
    public required string MimeType { get; init; }

    public required long UserId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    internal static AttachmentPayload Of(Attachment file) => new()
    {
        Id = file.Id,
        TaskId = file.TaskId,
        Name = file.Name,
        Size = file.Size,
        MimeType = file.Image ?? "application/octet-stream",
        UserId = file.UserId,
        CreatedAt = file.CreatedAt,
    };
}
