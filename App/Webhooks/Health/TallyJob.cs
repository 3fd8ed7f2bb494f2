using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Jobs;

namespace TaskHub.Webhooks.Health;

/// <summary>
/// Adds the attempts that were recorded since the last time to the tallies that the plots are drawn from. It reads in the order of the record,
/// so none is missed and none counts twice, whatever the clock did; and beside the write gate, which is held for a few rows only: delivery
/// does not wait for it.
/// </summary>
internal sealed class TallyJob(IDbContextFactory<AppDbContext> contexts, WriteGate gate) : IRecurringJob
{
    private const int Batch = 10_000;

    public async ValueTask RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var total = 0;
        int read;
        do
        {
            read = await StepAsync(cancellationToken);
            total += read;
            run.Report(HealthTexts.Tallied(total));
        }
        while (read == Batch);
    }

    private async Task<int> StepAsync(CancellationToken cancel)
    {
        List<TalliedAttempt> attempts;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            var after = await db.TalliedAttemptAsync(cancel);
            attempts = await db.Attempts.AsNoTracking().Where(a => a.Id > after).OrderBy(a => a.Id).Take(Batch).Select(TalliedAttempt.Of).ToListAsync(cancel);
        }

        if (attempts.Count > 0)
        {
            AttemptTally[] tallies = [.. TalliedAttempt.AddUp(attempts, AttemptTally.Fine), .. TalliedAttempt.AddUp(attempts, AttemptTally.Coarse)];
            await gate.RunAsync(db => db.AddTalliesAsync(tallies, attempts[^1].Id, cancel), cancel);
        }

        return attempts.Count;
    }
}
