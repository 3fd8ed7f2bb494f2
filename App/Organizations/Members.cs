using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>A member of an organization, as its administrators see them.</summary>
/// <param name="Id">The membership.</param>
/// <param name="Person">Who it is.</param>
/// <param name="Role">What they may do.</param>
/// <param name="ProjectIds">The projects that an external member was let into; empty for everyone else.</param>
/// <param name="HasPassword">False for a person whom someone added and who has not chosen a password yet.</param>
/// <param name="CreatedAt">Since when.</param>
public sealed record Member(long Id, Person Person, Role Role, IReadOnlyList<long> ProjectIds, bool HasPassword, DateTimeOffset CreatedAt);

/// <summary>A membership as the API shows it.</summary>
public sealed record MembershipPayload
{
    [JsonPropertyOrder(-1)]
    public string Type => "Membership";

    public required long Id { get; init; }
    public required long UserId { get; init; }
    public required long OrganizationId { get; init; }

    /// <summary><c>admin, participant</c> or <c>external</c>.</summary>
    [AllowedValues("admin", "participant", "external")]
    public required string Role { get; init; }

    /// <summary>The projects of an external member; left out for everyone else.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<long>? ProjectIds { get; init; }

    /// <summary>Where a person who was unknown until now chooses a password; in the one answer that made them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? InvitationUrl { get; init; }

    internal static MembershipPayload Of(Membership membership, IReadOnlyList<long> projectIds, string? invitationUrl = null) => new()
    {
        Id = membership.Id,
        UserId = membership.UserId,
        OrganizationId = membership.OrganizationId,
        Role = RoleNames.Of(membership.Role),
        ProjectIds = membership.Role == Identity.Role.External ? projectIds : null,
        InvitationUrl = invitationUrl,
    };
}

/// <summary>The names of the roles in the API, which are Redbooth's.</summary>
public static class RoleNames
{
    public static string Of(Role role) => role switch
    {
        Role.Administrator => "admin",
        Role.Participant => "participant",
        _ => "external",
    };

    /// <summary>The role, or null when there is none of that name.</summary>
    public static Role? Parse(string? name) => name switch
    {
        "admin" or "administrator" => Role.Administrator,
        "participant" => Role.Participant,
        "external" => Role.External,
        _ => null,
    };
}
