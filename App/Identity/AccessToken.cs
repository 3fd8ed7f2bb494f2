namespace TaskHub.Identity;

/// <summary>What a token may do; a token never may do more than its person.</summary>
[Flags]
public enum Scopes
{
    None = 0,
    Read = 1,
    Write = 2,
    WebHooks = 4,
    Admin = 8,
    All = Read | Write | WebHooks | Admin,
}

/// <summary>A personal access token. Only the SHA-256 of its text is kept.</summary>
public sealed class AccessToken
{
    public const int NameLength = 100;

    public long Id { get; init; }
    public long UserId { get; init; }
    public User? User { get; init; }

    /// <summary>The one organization that the token reaches; null means all of its person's.</summary>
    public long? OrganizationId { get; init; }

    public required string Name { get; init; }
    public required byte[] Hash { get; init; }

    /// <summary>The last four characters, by which its owner recognizes it.</summary>
    public required string Ending { get; init; }

    public Scopes Scopes { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; set; }
    public string? LastUsedFrom { get; set; }
}
