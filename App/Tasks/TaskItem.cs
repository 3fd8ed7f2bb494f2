namespace TaskHub.Tasks;

/// <summary>The state of a task; the API calls it status. Resolved and rejected are done. The numbers are Redbooth's.</summary>
public enum TaskState
{
    New = 0,
    Open = 1,
    Hold = 2,
    Resolved = 3,
    Rejected = 4,
}

/// <summary>A task.</summary>
public sealed class TaskItem : ITaskFields
{
    public const int NameLength = 255;
    public const int DescriptionLength = 65_536;
    public const int MaxPriority = 10;

    /// <summary>A date before or after these is a slip of the pen, and calendars end somewhere.</summary>
    public static readonly DateOnly Earliest = new(1900, 1, 1);

    /// <inheritdoc cref="Earliest"/>
    public static readonly DateOnly Latest = new(2199, 12, 31);

    public const int MaxLabels = 20;
    public const int LabelLength = 50;
    public const int ImportKeyLength = 100;

    public long Id { get; init; }
    public long OrganizationId { get; init; }
    public long ProjectId { get; set; }
    public long TaskListId { get; set; }
    public required string Name { get; set; }
    public string Description { get; set; } = string.Empty;
    public TaskState State { get; set; }
    public bool Urgent { get; set; }

    /// <summary>0 (none) to 10 (highest), as Worksection counts.</summary>
    public int Priority { get; set; }

    public DateOnly? DueOn { get; set; }

    /// <summary>By when on that day, on the clock of whoever reads it; only of a task that has a day.</summary>
    public TimeOnly? DueTime { get; set; }

    public DateOnly? StartOn { get; set; }
    public long? AssignedId { get; set; }
    public long UserId { get; init; }
    public List<string> Labels { get; set; } = [];
    IReadOnlyList<string> ITaskFields.Labels => Labels;

    /// <summary>When it comes again, in the words of a <see cref="RepeatRule"/>; null when it does not.</summary>
    public string? Repeat { get; set; }

    /// <summary>The one that came after it, once it has been completed.</summary>
    public long? NextId { get; set; }

    /// <summary>What the file that it was imported from knows it by, so that the same file brings it once; null for all others.</summary>
    public string? ImportKey { get; init; }

    /// <summary>The place in its list, ascending; neighbours need not differ by one.</summary>
    public int Position { get; set; }

    public int CommentsCount { get; set; }
    public int SubtasksCount { get; set; }
    public int ResolvedSubtasksCount { get; set; }

    /// <summary>Grows with every change but comments; what a person saw is compared with it before they overwrite anything.</summary>
    public int Version { get; set; } = 1;

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>Set while the task is in the trash, where it is deleted for everyone.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    public bool IsDone => State is TaskState.Resolved or TaskState.Rejected;
}

/// <summary>A person who is told of what happens to a task, or has muted it; queries see only those who have not.</summary>
public sealed class TaskWatcher
{
    public long TaskId { get; init; }
    public long UserId { get; init; }
    public bool Muted { get; set; }
}
