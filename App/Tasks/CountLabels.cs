using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Projects;

namespace TaskHub.Tasks;

/// <summary>A label of a project.</summary>
/// <param name="Name">As most of its tasks spell it.</param>
/// <param name="Tasks">How many carry it.</param>
/// <param name="Hue">Its color; null for none.</param>
public sealed record LabelRow(string Name, int Tasks, LabelHue? Hue);

/// <summary>Every label of a project, by name, with how many tasks carry it, and also those that have a color and no task any more.</summary>
public sealed class CountLabels(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<Result<IReadOnlyList<LabelRow>>> RunAsync(Actor actor, long projectId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.OrganizationOfAsync(actor, projectId, cancel) is null)
        {
            return Failure.NotFound(ProjectsText.Project);
        }

        var colors = await db.LabelColors.AsNoTracking().Where(c => c.ProjectId == projectId).ToListAsync(cancel);
        var used = Spellings(await db.Tasks.Where(t => t.ProjectId == projectId && t.Labels.Count > 0).Select(t => t.Labels).ToListAsync(cancel));
        return used.Select(u => new LabelRow(u.Name, u.Tasks, colors.Find(c => Is(c.Name, u.Name))?.Hue))
            .Concat(colors.Where(c => !used.Any(u => Is(u.Name, c.Name))).Select(c => new LabelRow(c.Name, 0, c.Hue)))
            .OrderBy(l => l.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
    }

    internal static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Each label in the spelling that most tasks have, with the number of tasks that have any.</summary>
    internal static List<(string Name, int Tasks)> Spellings(IEnumerable<IReadOnlyList<string>> labels) =>
    [
        .. labels.SelectMany(l => l).CountBy(l => l).GroupBy(l => l.Key, StringComparer.OrdinalIgnoreCase)
            .Select(g => (g.OrderByDescending(l => l.Value).ThenBy(l => l.Key, StringComparer.Ordinal).First().Key, g.Sum(l => l.Value))),
    ];
}
