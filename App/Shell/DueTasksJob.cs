using TaskHub.Activity;
using TaskHub.Jobs;

namespace TaskHub;

/// <summary>Tells people of what is due soon, and of what has become overdue.</summary>
internal sealed class DueTasksJob(TellOfDueTasks tell) : IRecurringJob
{
    public async ValueTask RunAsync(JobRun run, CancellationToken cancellationToken) =>
        run.Report(ShellText.DueTasksTold(await tell.RunAsync(cancellationToken)));
}
