using Microsoft.EntityFrameworkCore;

namespace TaskHub.Data;

public sealed partial class AppDbContext
{
    /// <summary>Forgets tasks for good, with all that hangs on them; what was recorded of them as events stays.</summary>
    public async Task ForgetTasksAsync(IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        await Comments.IgnoreQueryFilters().Where(c => ids.Contains(c.TaskId)).ExecuteDeleteAsync(cancel);
        await Attachments.IgnoreQueryFilters().Where(a => ids.Contains(a.TaskId)).ExecuteDeleteAsync(cancel);
        await Subtasks.Where(s => ids.Contains(s.TaskId)).ExecuteDeleteAsync(cancel);
        await TaskWatchers.IgnoreQueryFilters().Where(w => ids.Contains(w.TaskId)).ExecuteDeleteAsync(cancel);
        await Tasks.IgnoreQueryFilters().Where(t => ids.Contains(t.Id)).ExecuteDeleteAsync(cancel);
    }
}
