using Quartz;

namespace TaskHub.Jobs;

/// <summary>What became of the wish to run a job now.</summary>
public enum RunNowAnswer
{
    Started,

    /// <summary>The job is running already; two runs of one job never overlap, so none was added.</summary>
    AlreadyRunning,

    /// <summary>No job has this key.</summary>
    NotFound,

    /// <summary>The host is about to stop and starts nothing more.</summary>
    Stopping,
}

/// <summary>
/// The scheduler as people see it and steer it. It knows no actors: whoever offers it to people, the jobs page, makes sure
/// that only the platform operator gets here.
/// </summary>
public sealed class Scheduler
{
    private readonly ISchedulerFactory quartz;
    private readonly RunBook book;
    private readonly ChangeSignal changes;

    internal Scheduler(ISchedulerFactory quartz, RunBook book, ChangeSignal changes)
    {
        this.quartz = quartz;
        this.book = book;
        this.changes = changes;
    }

    /// <summary>All jobs with their last, present and next run.</summary>
    public async ValueTask<SchedulerView> LookAsync(CancellationToken cancellationToken = default)
    {
        var jobs = book.Jobs.OrderBy(job => job.Title, StringComparer.CurrentCulture).ToArray();
        try
        {
            var scheduler = await quartz.GetScheduler(cancellationToken);
            List<JobLine> lines = [];
            foreach (var job in jobs)
            {
                var trigger = await scheduler.GetTrigger(job.TriggerKey, cancellationToken);
                lines.Add(Line(job, trigger, await scheduler.GetTriggerState(job.TriggerKey, cancellationToken)));
            }

            var metadata = await scheduler.GetMetadata(cancellationToken);
            return new SchedulerView(metadata.Status == SchedulerStatus.Running, metadata.RunningSince, lines);
        }
        catch (SchedulerException)
        {
            // It has been shut down and answers nothing any more; what ran is still worth showing.
            return new SchedulerView(false, null, [.. jobs.Select(job => Line(job, null, TriggerState.None))]);
        }
    }

    /// <summary>The last runs of a job, newest first, up to a hundred since the start; none where no job has this key.</summary>
    public IReadOnlyList<FinishedRun> History(string key) => book.History(key);

    /// <summary>The runs of all jobs that failed, newest first, as far as the history reaches.</summary>
    public IReadOnlyList<RunOfJob> RecentlyFailed(int atMost = 20) => book.Ended(JobOutcome.Failed, atMost);

    /// <summary>The runs of all jobs that succeeded, newest first, as far as the history reaches.</summary>
    public IReadOnlyList<RunOfJob> RecentlySucceeded(int atMost = 20) => book.Ended(JobOutcome.Succeeded, atMost);

    /// <summary>Runs a job at once, also a paused one; its schedule goes on as before.</summary>
    public async ValueTask<RunNowAnswer> RunNowAsync(string key, CancellationToken cancellationToken = default)
    {
        if (book.Find(key) is not { } job)
        {
            return RunNowAnswer.NotFound;
        }

        if (book.Look(job).Running is not null)
        {
            return RunNowAnswer.AlreadyRunning;
        }

        return await ToldAsync(scheduler => scheduler.TriggerJob(job.JobKey, null, cancellationToken), cancellationToken)
            ? RunNowAnswer.Started
            : RunNowAnswer.Stopping;
    }

    /// <summary>
    /// Keeps the schedule from starting the job, until it is resumed or the process starts again; a run that is going on
    /// goes on. False where no job has this key, and while the host stops.
    /// </summary>
    public async ValueTask<bool> PauseAsync(string key, CancellationToken cancellationToken = default) =>
        book.Find(key) is { } job
        && await ToldAsync(async scheduler => await scheduler.PauseTrigger(job.TriggerKey, cancellationToken), cancellationToken);

    /// <summary>
    /// Lets the schedule go on; what was missed in the meantime is made up for by one run. False where no job has this key,
    /// and while the host stops.
    /// </summary>
    public async ValueTask<bool> ResumeAsync(string key, CancellationToken cancellationToken = default) =>
        book.Find(key) is { } job
        && await ToldAsync(async scheduler => await scheduler.ResumeTrigger(job.TriggerKey, cancellationToken), cancellationToken);

    /// <summary>
    /// Calls back, on any thread and at most ten times a second, after a run has begun, said something or ended and after
    /// a pause or its end. The call says only that something changed; read again to learn what. Dispose to hear no more.
    /// </summary>
    public IDisposable OnChange(Action changed) => changes.Watch(changed);

    /// <summary>Gives the scheduler an order; false when it has been shut down and takes none.</summary>
    private async ValueTask<bool> ToldAsync(Func<IScheduler, ValueTask> order, CancellationToken cancellationToken)
    {
        try
        {
            await order(await quartz.GetScheduler(cancellationToken));
        }
        catch (SchedulerException)
        {
            return false;
        }

        changes.Raise();
        return true;
    }

    private JobLine Line(RecurringJob job, ITrigger? trigger, TriggerState state)
    {
        var (running, last) = book.Look(job);
        var paused = state == TriggerState.Paused;
        return new JobLine(job.Key, job.Title, job.Schedule, running, last, paused ? null : trigger?.NextFireTimeUtc, paused);
    }
}
