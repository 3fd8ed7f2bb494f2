using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>How many tasks a project has.</summary>
public readonly record struct TaskCounts(int Open, int Done);

/// <summary>The tasks of each project of an organization, counted.</summary>
public sealed class FindOpenCounts(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>By project; a project without tasks is missing.</summary>
    public async Task<IReadOnlyDictionary<long, TaskCounts>> RunAsync(Actor actor, long organizationId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Tasks.AsNoTracking().VisibleTo(actor)
            .Where(t => t.OrganizationId == organizationId)
            .GroupBy(t => t.ProjectId)
            .Select(g => new
            {
                g.Key,
                Open = g.Count(t => t.State < TaskState.Resolved),
                Done = g.Count(t => t.State >= TaskState.Resolved),
            })
            .ToDictionaryAsync(g => g.Key, g => new TaskCounts(g.Open, g.Done), cancel);
    }
}
