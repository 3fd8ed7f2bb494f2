using TaskHub.Jobs;
using TaskHub.Tasks;

namespace TaskHub;

/// <summary>Empties the trash of what has been in it for thirty days.</summary>
internal sealed class EmptyTrashJob(EmptyTrash empty) : IRecurringJob
{
    public async ValueTask RunAsync(JobRun run, CancellationToken cancellationToken) =>
        await empty.RunAsync(count => run.Report(ShellText.Emptied(count)), cancellationToken);
}
