namespace TaskHub.Jobs;

/// <summary>
/// One piece of recurring work. A new instance is made in a fresh service scope for each run, so it may take anything
/// the container holds, and no run sees what another one left behind.
/// </summary>
public interface IRecurringJob
{
    /// <summary>
    /// Does the work once. The same job never runs twice at a time. An exception is logged and recorded as a failed run;
    /// the next run comes as if nothing had happened.
    /// </summary>
    /// <param name="run">What the job may know and say about its run.</param>
    /// <param name="cancellationToken">
    /// Signalled when the host begins to stop. The host waits for the job within its shutdown time, so a long job does well
    /// to stop between two pieces of work; the run then counts as canceled, which is no failure.
    /// </param>
    ValueTask RunAsync(JobRun run, CancellationToken cancellationToken);
}
