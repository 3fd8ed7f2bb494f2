using System.Collections.Concurrent;
using TaskHub.Identity;
using TaskHub.Projects;
using TaskHub.Tasks;

namespace TaskHub;

/// <summary>Takes files in, and imports them while their page may come and go.</summary>
public sealed class ImportDesk(
    Actors actors, FindProject find, CreateTaskList createList, ImportTasks import, DeleteTasks delete, IHostApplicationLifetime life, ILogger<ImportDesk> log)
{
    /// <summary>How many files somebody has lying here that are read and not begun: the eldest goes.</summary>
    public const int MostOfOne = 3;

    private const int MostRuns = 100;
    private readonly ConcurrentDictionary<string, ImportRun> runs = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> order = new();

    /// <summary>Reads a file and keeps it. Throws an <see cref="ImportException"/> that says what is wrong with it.</summary>
    public ImportRun Take(Actor actor, long projectId, string fileName, byte[] file)
    {
        var run = Read(actor.UserId, projectId, fileName, file);
        runs[run.Ticket] = run;
        order.Enqueue(run.Ticket);
        foreach (var elder in order.Where(t => runs.GetValueOrDefault(t) is { State: ImportState.Ready } r && r.UserId == actor.UserId).SkipLast(MostOfOne).ToList())
        {
            runs.TryRemove(elder, out _);
        }

        while (runs.Count > MostRuns && order.TryDequeue(out var oldest))
        {
            if (runs.TryGetValue(oldest, out var old) && old.IsUnderWay)
            {
                order.Enqueue(oldest);
                break;
            }

            runs.TryRemove(oldest, out _);
        }

        return run;
    }

    /// <summary>A person's own import; null when there is none, any more.</summary>
    public ImportRun? Find(Actor actor, string? ticket) => ticket is not null && runs.TryGetValue(ticket, out var run) && run.UserId == actor.UserId ? run : null;

    /// <summary>Begins what the plan says. It goes on when the page is left.</summary>
    public void Start(ImportRun run)
    {
        if (run.State == ImportState.Ready && run.Plan is not null)
        {
            run.Move(ImportState.Running, 0);
            _ = Task.Run(() => WorkAsync(run, ImportAsync), life.ApplicationStopping);
        }
    }

    /// <summary>Puts what it made into the trash.</summary>
    public void Undo(ImportRun run)
    {
        if (!run.IsUnderWay && run.Made.Count > 0)
        {
            run.Move(ImportState.Undoing, 0);
            _ = Task.Run(() => WorkAsync(run, UndoAsync), life.ApplicationStopping);
        }
    }

    private static ImportRun Read(long userId, long projectId, string fileName, byte[] file)
    {
        if (TrelloFile.Is(file))
        {
            var (cards, archived) = TrelloFile.Read(file);
            return new ImportRun(userId, projectId, fileName, ImportFormat.Trello, null, cards, archived);
        }

        var table = CsvTable.Read(file);
        return TodoistFile.Is(table)
            ? new ImportRun(userId, projectId, fileName, ImportFormat.Todoist, table, TodoistFile.Rows(table), 0)
            : new ImportRun(userId, projectId, fileName, ImportFormat.Csv, table, [], 0);
    }

    private async Task WorkAsync(ImportRun run, Func<ImportRun, CancellationToken, Task> work)
    {
        try
        {
            await work(run, life.ApplicationStopping);
        }
        catch (OperationCanceledException)
        {
            run.Move(ImportState.Stopped, run.Made.Count);
        }
        catch (Exception e)
        {
            // Nobody waits for it: the page says that it failed, the log why.
            ImportLog.Failed(log, e, run.ProjectId);
            run.Move(ImportState.Failed, run.Moved, ImportText.Unexpected);
        }
    }

    private async Task ImportAsync(ImportRun run, CancellationToken cancel)
    {
        var tasks = run.Plan!.Tasks;
        var lists = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        foreach (var some in tasks.Chunk(ImportTasks.Together))
        {
            if (run.IsAskedToStop)
            {
                run.Move(ImportState.Stopped, run.Made.Count);
                return;
            }

            // Asked anew each time: whoever has been taken out of the project meanwhile imports no further.
            var actor = await actors.FindAsync(run.UserId, cancel: cancel);
            var failure = actor is null ? Failure.Forbidden() : await ListsAsync(actor, run.ProjectId, some, lists, cancel);
            if (failure is null)
            {
                var made = await import.RunAsync(actor!, run.ProjectId, [.. some.Select(p => p.Task with { TaskListId = lists[p.List] })], cancel);
                run.Made.AddRange(made.Ok ? made.Value : []);
                failure = made.Failure;
            }

            if (failure is not null)
            {
                run.Move(ImportState.Failed, run.Made.Count, failure.Message);
                return;
            }

            run.Move(ImportState.Running, run.Made.Count);
        }

        run.Move(ImportState.Done, run.Made.Count);
    }

    /// <summary>Sees to it that the lists of these tasks are there, by their names.</summary>
    private async Task<Failure?> ListsAsync(Actor actor, long projectId, IEnumerable<PlannedTask> tasks, Dictionary<string, long> lists, CancellationToken cancel)
    {
        foreach (var name in tasks.Select(t => t.List).Where(l => !lists.ContainsKey(l)).Distinct(StringComparer.OrdinalIgnoreCase).ToList())
        {
            var project = await find.RunAsync(actor, projectId, cancel);
            if (!project.Ok)
            {
                return project.Failure;
            }

            if (project.Value.Lists.FirstOrDefault(l => PlanImport.Same(l.Name, name)) is { } there)
            {
                lists[name] = there.Id;
                continue;
            }

            var made = await createList.RunAsync(actor, new NewTaskList(projectId, name), cancel);
            if (!made.Ok)
            {
                return made.Failure;
            }

            lists[name] = made.Value.Id;
        }

        return null;
    }

    private async Task UndoAsync(ImportRun run, CancellationToken cancel)
    {
        var gone = 0;
        foreach (var some in run.Made.Chunk(ImportTasks.Together))
        {
            var actor = await actors.FindAsync(run.UserId, cancel: cancel);
            foreach (var id in some)
            {
                // One that somebody has deleted since is where it was to go.
                var result = actor is null ? Failure.Forbidden() : await delete.RunAsync(actor, [id], cancel);
                if (result.Failure is { Kind: not FailureKind.NotFound } failure)
                {
                    run.Move(ImportState.Failed, gone, failure.Message);
                    return;
                }

                gone++;
            }

            run.Move(ImportState.Undoing, gone);
        }

        run.Made.Clear();
        run.Move(ImportState.Undone, gone);
    }
}

internal static partial class ImportLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "An import into project {Project} failed.")]
    public static partial void Failed(ILogger logger, Exception exception, long project);
}
