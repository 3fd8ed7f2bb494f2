namespace TaskHub.Projects;

/// <summary>How much a person wants to be told of a project or a task. Whoever is named, or given a task, hears of that in any case.</summary>
public enum Attention
{
    /// <summary>What concerns them: their own tasks, and where they have said something.</summary>
    Usual = 0,

    /// <summary>Everything that is said there.</summary>
    Watching = 1,

    /// <summary>Nothing else.</summary>
    Muted = 2,
}

/// <summary>A person who wants to hear more, or less, of a project than usual.</summary>
public sealed class ProjectWatcher
{
    public long ProjectId { get; init; }
    public long UserId { get; init; }
    public long OrganizationId { get; init; }
    public bool Muted { get; set; }
}
