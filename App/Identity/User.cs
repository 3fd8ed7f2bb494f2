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
}
