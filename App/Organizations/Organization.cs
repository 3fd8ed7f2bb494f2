namespace TaskHub.Organizations;

/// <summary>An organization: the wall around people, projects and webhooks.</summary>
public sealed class Organization
{
    public const int NameLength = 100;

    public long Id { get; init; }
    public required string Name { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
}
