using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>The people who see a project, and so can be given its tasks, by name.</summary>
public sealed class FindAssignees(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<IReadOnlyList<Person>> RunAsync(Actor actor, long organizationId, long projectId, CancellationToken cancel = default)
    {
        if (!actor.Sees(organizationId, projectId))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var people = await db.Memberships.AsNoTracking()
            .Where(m => m.OrganizationId == organizationId)
            .Where(m => m.Role >= Role.Participant || db.ProjectGuests.Any(g => g.UserId == m.UserId && g.ProjectId == projectId))
            .Select(m => new Person(m.User!.Id, m.User.Name, m.User.Email!))
            .ToListAsync(cancel);
        return people.OrderBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(p => p.Id).ToList();
    }
}
