using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>The labels that are used in a project, the most used first: offered while one types, and to filter by.</summary>
public sealed class FindLabels(IDbContextFactory<AppDbContext> contexts)
{
    private const int Most = 200;

    public async Task<IReadOnlyList<string>> RunAsync(Actor actor, long projectId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var labels = await db.Tasks.VisibleTo(actor).Where(t => t.ProjectId == projectId && t.Labels.Count > 0).Select(t => t.Labels).ToListAsync(cancel);
        return [.. labels.SelectMany(l => l).CountBy(l => l).OrderByDescending(l => l.Value).ThenBy(l => l.Key, StringComparer.Ordinal).Select(l => l.Key).Take(Most)];
    }
}
