using System.Text.Json.Serialization;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>An access token as the API shows it: what its owner recognizes it by, and when it was last used.</summary>
public sealed record AccessTokenPayload
{
    [JsonPropertyOrder(-1)]
    public string Type => "AccessToken";

    public required long Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required long UserId { get; init; }

    /// <summary>The one organization that it reaches; null for all of its owner's.</summary>
    public required long? OrganizationId { get; init; }

    public required string Name { get; init; }

    /// <summary>Its last four characters.</summary>
    public required string Ending { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset? ExpiresAt { get; init; }
    public required DateTimeOffset? LastUsedAt { get; init; }
    public required string? LastUsedFrom { get; init; }

    internal static AccessTokenPayload Of(AccessTokenView token) => new()
    {
        Id = token.Id,
        UserId = token.Owner.Id,
        OrganizationId = token.OrganizationId,
        Name = token.Name,
        Ending = token.Ending,
        Scopes = [.. Names.Where(n => token.Scopes.HasFlag(n.Scope)).Select(n => n.Name)],
        CreatedAt = token.CreatedAt,
        ExpiresAt = token.ExpiresAt,
        LastUsedAt = token.LastUsedAt,
        LastUsedFrom = token.LastUsedFrom,
    };

    private static readonly (Scopes Scope, string Name)[] Names =
        [(Identity.Scopes.Read, "read"), (Identity.Scopes.Write, "write"), (Identity.Scopes.WebHooks, "web_hooks"), (Identity.Scopes.Admin, "admin")];
}
