using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Projects;

namespace TaskHub.Tasks;

/// <summary>The colors of the labels of a project.</summary>
public sealed class FindLabelColors(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<LabelColors> RunAsync(Actor actor, long projectId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var visible = db.Projects.VisibleTo(actor).Where(p => p.Id == projectId);
        return new(await db.LabelColors.AsNoTracking().Where(c => c.ProjectId == projectId && visible.Any()).ToListAsync(cancel));
    }
}
