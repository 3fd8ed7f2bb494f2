using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>
/// Makes tasks that come from a file. What the project has already, by <see cref="NewTask.ImportKey"/>, is left alone, so that an import can be
/// repeated, and one that was interrupted goes on where it stopped. Each task is made as any other, with its event. Whoever may make a task may.
/// </summary>
public sealed class ImportTasks(WriteGate gate, CreateTask create, IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>How many one transaction makes: other people's saves wait no longer than that.</summary>
    public const int Together = 20;

    /// <summary>Those of the keys whose tasks the project has, outside the trash. A key such as <c>TH-42</c> may be the task's own.</summary>
    public async Task<IReadOnlySet<string>> KnownAsync(Actor actor, long projectId, IReadOnlyCollection<string> keys, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in keys.Chunk(1_000))
        {
            known.UnionWith(await KnownAsync(db, actor, projectId, some, cancel));
        }

        return known;
    }

    /// <summary>Makes up to <see cref="Together"/> of them, all or none. Answers the ids of those that are new.</summary>
    public async Task<Result<IReadOnlyList<long>>> RunAsync(Actor actor, long projectId, IReadOnlyList<NewTask> tasks, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tasks.Count, Together);
        try
        {
            return await gate.RunAsync<Result<IReadOnlyList<long>>>(
                async db =>
                {
                    var known = await KnownAsync(db, actor, projectId, [.. tasks.Select(t => t.ImportKey!)], cancel);
                    var made = new List<long>();
                    foreach (var task in tasks.Where(t => known.Add(t.ImportKey!)))
                    {
                        var result = await create.ApplyAsync(db, actor, task with { ProjectId = projectId }, cancel);
                        made.Add(result.Ok ? result.Value.Id : throw new OneRefused(task, result.Failure));
                    }

                    return made;
                },
                cancel);
        }
        catch (OneRefused refused)
        {
            return refused.Failure;
        }
    }

    private static async Task<HashSet<string>> KnownAsync(AppDbContext db, Actor actor, long projectId, string[] keys, CancellationToken cancel)
    {
        var own = keys.Select(TaskKey.Own).OfType<long>().ToList();
        var found = await db.Tasks.AsNoTracking().VisibleTo(actor)
            .Where(t => t.ProjectId == projectId && (keys.Contains(t.ImportKey) || own.Contains(t.Id)))
            .Select(t => new { t.Id, t.ImportKey }).ToListAsync(cancel);
        return [.. found.SelectMany(t => new[] { t.ImportKey, TaskKey.For(t.Id) }).OfType<string>()];
    }
}

/// <summary>One task of a file could not be made, so none of its transaction is.</summary>
internal sealed class OneRefused(NewTask task, Failure failure) : Exception(failure.Message)
{
    public Failure Failure { get; } = failure with { Message = $"{task.Name}: {failure.Message}" };
}
