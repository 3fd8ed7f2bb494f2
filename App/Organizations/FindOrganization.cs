using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>An organization as the API shows it.</summary>
public sealed record OrganizationPayload(long Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    [JsonPropertyOrder(-1)]
    public string Type => "Organization";

    internal static OrganizationPayload Of(Organization organization) =>
        new(organization.Id, organization.Name, organization.CreatedAt, organization.UpdatedAt);
}

/// <summary>One organization, for its members.</summary>
public sealed class FindOrganization(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<Result<OrganizationPayload>> RunAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        if (!actor.IsMember(id))
        {
            return Failure.NotFound("organization");
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = await db.Organizations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, cancel);
        return found is null ? Failure.NotFound("organization") : OrganizationPayload.Of(found);
    }
}
