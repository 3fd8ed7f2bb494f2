namespace TaskHub.Tasks;

/// <summary>A file of a task. What it holds lies in the data folder, under a random name without an extension.</summary>
public sealed class Attachment
{
    public const int NameLength = 200;

    /// <summary>How many a task can have.</summary>
    public const int MostOfTask = 200;

    public long Id { get; init; }
    public long OrganizationId { get; init; }
    public long TaskId { get; init; }
    public required string Name { get; init; }
    public long Size { get; init; }

    /// <summary>One of the images that a browser may show; else null, and it is only ever downloaded.</summary>
    public string? Image { get; init; }

    /// <summary>The name below the folder of files.</summary>
    public required string Stored { get; init; }

    public long UserId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Set for as long as its deletion can be undone.</summary>
    public DateTimeOffset? DeletedAt { get; set; }
}

/// <summary>An attachment as the panel shows it, and as the change of its task says it.</summary>
public sealed record FileView(long Id, string Name, long Size, bool IsImage, string By, long UserId, DateTimeOffset At)
{
    /// <summary>Where it is read; who may not see its task is not answered.</summary>
    public string Href => $"/app/files/{Id}/{Uri.EscapeDataString(Name)}";
}
