using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>Finds the projects that a webhook of an organization can be narrowed to.</summary>
internal sealed class FindProjectNames(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<Result<IReadOnlyList<ProjectName>>> RunAsync(Actor actor, long organizationId, CancellationToken cancel = default)
    {
        if (!actor.Manages(organizationId))
        {
            return Failure.Forbidden();
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.ProjectNames.Where(p => p.OrganizationId == organizationId).OrderBy(p => p.Archived).ThenBy(p => p.Name).ToListAsync(cancel);
    }
}
