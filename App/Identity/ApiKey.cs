namespace TaskHub.Identity;

/// <summary>
/// The one key of an organization for Worksection's API. Requests are signed with it and do not carry it, so that it is kept encrypted where
/// the hash of an access token would do. It acts for the administrator who made it.
/// </summary>
public sealed class ApiKey
{
    public long OrganizationId { get; init; }
    public long UserId { get; init; }
    public User? User { get; init; }

    /// <summary>Protected: the text of the key.</summary>
    public required string Secret { get; set; }

    /// <summary>The last four characters, by which people recognize it.</summary>
    public required string Ending { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
