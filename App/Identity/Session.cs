namespace TaskHub.Identity;

/// <summary>One browser in which a person is signed in. The cookie names it; without this row the cookie opens nothing.</summary>
public sealed class Session
{
    public const int DeviceLength = 100;

    public long Id { get; init; }
    public long UserId { get; init; }
    public User? User { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last used, to within a minute. A page that stays open uses it.</summary>
    public DateTimeOffset LastSeenAt { get; set; }

    /// <summary>When the person last proved who they are, by a password or a passkey.</summary>
    public DateTimeOffset ProvedAt { get; set; }

    /// <summary>The browser and the system, in words.</summary>
    public required string Device { get; set; }

    /// <summary>The address that used it last.</summary>
    public string? Address { get; set; }
}
