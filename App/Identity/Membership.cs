namespace TaskHub.Identity;

/// <summary>What a member may do in an organization; a higher number may do all that a lower one may. The numbers are Redbooth's.</summary>
public enum Role
{
    /// <summary>Sees and works in only those projects that they were invited to.</summary>
    External = 10,

    /// <summary>Sees and works in every project.</summary>
    Participant = 20,

    /// <summary>Also manages members, settings and webhooks.</summary>
    Administrator = 30,
}

/// <summary>A person's place in an organization.</summary>
public sealed class Membership
{
    public long Id { get; init; }
    public long OrganizationId { get; init; }
    public long UserId { get; init; }
    public User? User { get; init; }
    public Role Role { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Lets one external member into one project.</summary>
public sealed class ProjectGuest
{
    public long OrganizationId { get; init; }
    public long ProjectId { get; init; }
    public long UserId { get; init; }
}
