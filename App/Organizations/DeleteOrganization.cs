using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Live;

namespace TaskHub.Organizations;

/// <summary>
/// Deletes an organization for good, with everything that belongs to it. Only an empty one: the projects go first, each by its own verb,
/// so that their deletion is told to whoever listens while there still are webhooks to tell it.
/// </summary>
public sealed class DeleteOrganization(WriteGate gate, IDbContextFactory<AppDbContext> contexts, TimeProvider time)
{
    /// <summary>What would go, for the question that comes first.</summary>
    public async Task<Result<OrganizationContents>> LookAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        if (actor.WallForAdministrators(id) is { } wall)
        {
            return wall;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.CountContentsAsync(id, cancel);
    }

    public async Task<Result<Done>> RunAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        if ((actor.WallForAdministrators(id) ?? actor.Wall(time)) is { } wall)
        {
            return wall;
        }

        return await gate.RunAsync<Result<Done>>(async db =>
        {
            var contents = await db.CountContentsAsync(id, cancel);
            if (contents.Projects > 0)
            {
                return Failure.Conflict(OrganizationsText.StillHasProjects(contents.Projects));
            }

            // Who was a member stays in the audit: with these entries it goes on telling what they did with their accounts until now.
            foreach (var member in await db.Memberships.Where(m => m.OrganizationId == id).Include(m => m.User).OrderBy(m => m.Id).ToListAsync(cancel))
            {
                db.Audit(actor, id, Acts.MemberRemoved, member.User!.Name, RoleNames.Of(member.Role), member);
                db.Signal(Topic.Person(member.UserId));
            }

            db.Signal(Topic.Organization(id));
            db.Signal(Topic.Webhooks(id));
            var name = await db.Organizations.Where(o => o.Id == id).Select(o => o.Name).SingleOrDefaultAsync(cancel);
            db.Audit(actor, id, Acts.OrganizationDeleted, name);
            await db.SaveChangesAsync(cancel);
            await db.RemoveOrganizationAsync(id, cancel);
            return default(Done);
        }, cancel);
    }
}
