using TaskHub.Identity;
using TaskHub.Jobs;

namespace TaskHub;

/// <summary>Forgets sessions that are over and entries of the audit that are older than a year.</summary>
internal sealed class AccountsJob(OpenSessions sessions, KeepAudit audit) : IRecurringJob
{
    public async ValueTask RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var over = await sessions.PruneAsync(cancellationToken);
        var old = await audit.PruneAsync(cancellationToken);
        run.Report(ShellText.AccountsPruned(over, old));
    }
}
