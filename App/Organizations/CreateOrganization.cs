using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Live;

namespace TaskHub.Organizations;

/// <summary>Makes an organization; whoever makes it administers it.</summary>
public sealed class CreateOrganization(WriteGate gate, TimeProvider time)
{
    public async Task<Result<OrganizationPayload>> RunAsync(Actor actor, string? name, CancellationToken cancel = default)
    {
        // A token that was made for one organization must not reach into another, not even a new one.
        if (actor.BoundTo is not null)
        {
            return Failure.Forbidden();
        }

        if (OrganizationName.Problem(name) is { } problem)
        {
            return Failure.Invalid("name", problem);
        }

        return await gate.RunAsync<Result<OrganizationPayload>>(async db =>
        {
            var now = time.GetUtcNow();
            var organization = new Organization { Name = Names.Tidy(name), CreatedAt = now, UpdatedAt = now };
            db.Add(organization);
            await db.SaveChangesAsync(cancel);
            db.Add(new Membership { OrganizationId = organization.Id, UserId = actor.UserId, Role = Role.Administrator, CreatedAt = now });
            db.Audit(actor, organization.Id, Acts.OrganizationCreated, organization.Name);
            db.Signal(Topic.Person(actor.UserId));
            await db.SaveChangesAsync(cancel);
            return OrganizationPayload.Of(organization);
        }, cancel);
    }
}
