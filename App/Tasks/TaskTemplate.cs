namespace TaskHub.Tasks;

/// <summary>What a new task of a project can begin from.</summary>
public sealed class TaskTemplate
{
    public const int MostOfProject = 50;

    public long Id { get; init; }
    public long OrganizationId { get; init; }
    public long ProjectId { get; init; }
    public long UserId { get; init; }

    /// <summary>The name of the task, and of the template.</summary>
    public required string Name { get; init; }

    public required string Description { get; init; }
    public List<string> Labels { get; set; } = [];
    public List<string> Steps { get; init; } = [];
    public bool Urgent { get; init; }
    public int Priority { get; init; }

    /// <summary>How many days after its beginning a task is due; null for no date.</summary>
    public int? DueInDays { get; init; }

    /// <summary>At which time of that day; null for none.</summary>
    public TimeOnly? DueTime { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A template as it is offered.</summary>
public sealed record TemplateView(
    long Id, string Name, string Description, IReadOnlyList<string> Labels, IReadOnlyList<string> Steps, bool Urgent, int Priority, int? DueInDays, TimeOnly? DueTime, bool MayDelete);
