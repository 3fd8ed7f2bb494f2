using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Projects;

/// <summary>Says how much the actor wants to hear of a project. That is theirs alone, no change of the project.</summary>
public sealed class WatchProject(WriteGate gate, IDbContextFactory<AppDbContext> contexts)
{
    public Task<Result<Attention>> RunAsync(Actor actor, long projectId, Attention attention, CancellationToken cancel = default) =>
        gate.RunAsync<Result<Attention>>(
            async db =>
            {
                var organization = await db.OrganizationOfAsync(actor, projectId, cancel);
                if (organization is null)
                {
                    return Failure.NotFound("project");
                }

                var row = await db.ProjectWatchers.SingleOrDefaultAsync(w => w.ProjectId == projectId && w.UserId == actor.UserId, cancel);
                if (row is not null)
                {
                    db.Remove(row);
                    await db.SaveChangesAsync(cancel);
                }

                if (attention != Attention.Usual)
                {
                    db.ProjectWatchers.Add(new ProjectWatcher
                    {
                        ProjectId = projectId,
                        UserId = actor.UserId,
                        OrganizationId = organization.Value,
                        Muted = attention == Attention.Muted,
                    });
                    await db.SaveChangesAsync(cancel);
                }

                return attention;
            },
            cancel);

    public async Task<Attention> FindAsync(Actor actor, long projectId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var muted = await db.ProjectWatchers
            .Where(w => w.ProjectId == projectId && w.UserId == actor.UserId).Select(w => (bool?)w.Muted).SingleOrDefaultAsync(cancel);
        return muted switch
        {
            null => Attention.Usual,
            true => Attention.Muted,
            false => Attention.Watching,
        };
    }
}
