using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>A member's wish to become an administrator, which an administrator grants or refuses.</summary>
public sealed class AdministratorRequest
{
    public long Id { get; init; }
    public long OrganizationId { get; init; }
    public long UserId { get; init; }
    public User? User { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DecidedAt { get; set; }
    public long? DecidedById { get; set; }
    public bool Granted { get; set; }
}
