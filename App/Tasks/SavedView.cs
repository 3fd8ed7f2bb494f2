namespace TaskHub.Tasks;

/// <summary>A way of looking at a project that somebody wants to come back to: what its address says after the question mark.</summary>
public sealed class SavedView
{
    public const int NameLength = 80;
    public const int QueryLength = 2_000;

    public long Id { get; init; }
    public long OrganizationId { get; init; }
    public long ProjectId { get; init; }
    public long UserId { get; init; }
    public required string Name { get; set; }
    public required string Query { get; set; }

    /// <summary>Everyone who sees the project is offered it.</summary>
    public bool Shared { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A saved view as the reader is offered it.</summary>
public sealed record ViewRow(long Id, string Name, string Query, bool Shared, bool MayChange);
