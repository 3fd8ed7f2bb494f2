using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Live;

namespace TaskHub.Organizations;

/// <summary>Renames an organization.</summary>
public sealed class EditOrganization(WriteGate gate, TimeProvider time)
{
    public async Task<Result<OrganizationPayload>> RunAsync(Actor actor, long id, string? name, CancellationToken cancel = default)
    {
        if (actor.WallForAdministrators(id) is { } wall)
        {
            return wall;
        }

        if (OrganizationName.Problem(name) is { } problem)
        {
            return Failure.Invalid("name", problem);
        }

        return await gate.RunAsync<Result<OrganizationPayload>>(async db =>
        {
            var organization = await db.Organizations.SingleOrDefaultAsync(o => o.Id == id, cancel);
            if (organization is null)
            {
                return Failure.NotFound("organization");
            }

            if (organization.Name != Names.Tidy(name))
            {
                db.Audit(actor, id, Acts.OrganizationRenamed, null, $"{organization.Name} → {Names.Tidy(name)}");
                organization.Name = Names.Tidy(name);
                organization.UpdatedAt = time.GetUtcNow();
                db.Signal(Topic.Organization(id));
                await db.SaveChangesAsync(cancel);
            }

            return OrganizationPayload.Of(organization);
        }, cancel);
    }
}
