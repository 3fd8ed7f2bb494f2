using Microsoft.AspNetCore.Identity;

namespace TaskHub.Identity;

/// <summary>A person with an account. What they may do where stands in their memberships.</summary>
public sealed class User : IdentityUser<long>
{
    public const int NameLength = 100;

    public required string Name { get; set; }

    /// <summary>The platform operator, who runs the machine: sees the jobs page, and nothing of organizations they do not belong to.</summary>
    public bool IsOperator { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The key of the authenticator app, encrypted for this person; null while the second factor is off.</summary>
    public string? AuthenticatorKey { get; set; }

    /// <summary>The last half minute whose code was accepted: none up to it is accepted again.</summary>
    public long AuthenticatorStep { get; set; }

    /// <summary>The hashes of the recovery codes that are left, encrypted for this person.</summary>
    public string? RecoveryCodes { get; set; }
}
