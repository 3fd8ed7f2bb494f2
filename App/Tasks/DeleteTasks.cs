using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>Puts several tasks into the trash, all or none, each with its event. Who may delete one may delete several.</summary>
public sealed class DeleteTasks(WriteGate gate, TimeProvider time)
{
    public async Task<Result<Done>> RunAsync(Actor actor, IReadOnlyList<long> ids, CancellationToken cancel = default)
    {
        if (ids.Count > EditTasks.Most)
        {
            return Failure.Invalid("ids", TasksText.TooManyAtOnce(EditTasks.Most));
        }

        try
        {
            return await gate.RunAsync(
                async db =>
                {
                    var tasks = await db.Tasks.VisibleTo(actor).Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, cancel);
                    foreach (var id in ids)
                    {
                        if (await DeleteTask.ApplyAsync(db, actor, tasks.GetValueOrDefault(id), null, time.GetUtcNow(), cancel) is { } failure)
                        {
                            throw new OneFailed(id, failure);
                        }
                    }

                    await db.SaveChangesAsync(cancel);
                    return default(Done);
                },
                cancel);
        }
        catch (OneFailed failed)
        {
            return failed.Failure;
        }
    }
}

/// <summary>Brings several tasks back from the trash, all or none.</summary>
public sealed class RestoreTasks(WriteGate gate, TimeProvider time)
{
    public async Task<Result<Done>> RunAsync(Actor actor, IReadOnlyList<long> ids, CancellationToken cancel = default)
    {
        try
        {
            return await gate.RunAsync(
                async db =>
                {
                    foreach (var id in ids)
                    {
                        if ((await RestoreTask.ApplyAsync(db, actor, id, time.GetUtcNow(), cancel)).Failure is { } failure)
                        {
                            throw new OneFailed(id, failure);
                        }
                    }

                    return default(Done);
                },
                cancel);
        }
        catch (OneFailed failed)
        {
            return failed.Failure;
        }
    }
}
