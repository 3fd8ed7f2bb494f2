using Microsoft.AspNetCore.Identity;

namespace TaskHub.Identity;

/// <summary>A person with an account. What they may do where stands in their memberships.</summary>
public sealed class User : IdentityUser<long>
{
    public const int NameLength = 100;
    public const int ZoneLength = 64;

    public required string Name { get; set; }

    /// <summary>The platform operator, who runs the machine: sees the jobs page, and nothing of organizations they do not belong to.</summary>
    public bool IsOperator { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The time zone in which their browser was last, by its IANA name; null until it has said so.</summary>
    public string? Zone { get; set; }

    /// <summary>The key of the authenticator app, encrypted for this person; null while the second factor is off.</summary>
    public string? AuthenticatorKey { get; set; }

    /// <summary>The last half minute whose code was accepted: none up to it is accepted again.</summary>
    public long AuthenticatorStep { get; set; }

    /// <summary>The hashes of the recovery codes that are left, encrypted for this person.</summary>
    public string? RecoveryCodes { get; set; }
}
