namespace TaskHub.Projects;

/// <summary>A project: task lists, and the tasks in them.</summary>
public sealed class Project
{
    public const int NameLength = 255;
    public const int DescriptionLength = 20_000;

    public long Id { get; init; }
    public long OrganizationId { get; init; }
    public required string Name { get; set; }
    public string Description { get; set; } = string.Empty;
    public bool Archived { get; set; }
    public long UserId { get; init; }
    public int Version { get; set; } = 1;
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }
}

/// <summary>A list of tasks in a project: a column of its board.</summary>
public sealed class TaskList
{
    public const int NameLength = 255;
    public const int MaxLimit = 1000;

    public long Id { get; init; }
    public long OrganizationId { get; init; }
    public long ProjectId { get; init; }
    public required string Name { get; set; }
    public int Position { get; set; }

    /// <summary>How many open tasks the list should hold at most; null for no limit. Going over it is told, never refused.</summary>
    public int? WipLimit { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
}
