using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Tasks;

/// <summary>Forgets for good what has been in the trash for long enough: tasks with their comments and files, in small batches; and files that were taken from their task.</summary>
public sealed class EmptyTrash(WriteGate gate, FileStore files, TimeProvider time)
{
    /// <summary>How long a deleted task can be restored.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private const int Batch = 200;

    /// <summary>Returns how many tasks went; <paramref name="gone"/> hears the sum after each batch.</summary>
    public async Task<int> RunAsync(Action<int>? gone = null, CancellationToken cancel = default)
    {
        var before = time.GetUtcNow() - KeptFor;
        var total = 0;
        int count;
        do
        {
            count = await gate.RunAsync(db => OnceAsync(db, before, cancel), cancel);
            total += count;
            gone?.Invoke(total);
        }
        while (count == Batch);
        await files.SweepAsync(cancel);
        return total;
    }

    private static async Task<int> OnceAsync(AppDbContext db, DateTimeOffset before, CancellationToken cancel)
    {
        var ids = await db.Tasks.IgnoreQueryFilters().Where(t => t.DeletedAt < before).OrderBy(t => t.Id).Select(t => t.Id).Take(Batch).ToListAsync(cancel);
        await db.ForgetTasksAsync(ids, cancel);
        await db.Attachments.IgnoreQueryFilters().Where(a => a.DeletedAt < before).ExecuteDeleteAsync(cancel);
        return ids.Count;
    }
}
