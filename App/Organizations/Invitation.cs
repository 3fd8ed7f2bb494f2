using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>An invitation by link. Only the SHA-256 of the link's code is kept.</summary>
public sealed class Invitation
{
    public long Id { get; init; }
    public long OrganizationId { get; init; }

    /// <summary>Whom it was meant for; a hint for the administrator and the form, not a lock.</summary>
    public required string Email { get; init; }

    public Role Role { get; init; }

    /// <summary>The projects an external member is let into.</summary>
    public List<long> ProjectIds { get; init; } = [];

    public required byte[] CodeHash { get; init; }
    public long CreatedById { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? AcceptedAt { get; set; }
}
