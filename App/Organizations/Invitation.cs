using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>An invitation by link, whose code <see cref="InvitationLinks"/> makes from the number.</summary>
public sealed class Invitation
{
    public long Id { get; init; }
    public long OrganizationId { get; init; }

    /// <summary>Whom it was meant for: the address of a new account, and no lock for people who have one.</summary>
    public required string Email { get; init; }

    public Role Role { get; init; }

    /// <summary>The projects an external member is let into.</summary>
    public List<long> ProjectIds { get; init; } = [];

    public long CreatedById { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? AcceptedAt { get; set; }
}
