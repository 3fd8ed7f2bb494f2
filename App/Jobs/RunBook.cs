namespace TaskHub.Jobs;

/// <summary>
/// What runs now and what ran before, in memory: the last runs of each job since the process started. It is for looking
/// at; nothing is decided by it that a restart could lose.
/// </summary>
internal sealed class RunBook(IEnumerable<RecurringJob> declared, TimeProvider clock, ChangeSignal changes)
{
    /// <summary>How many finished runs of each job are kept.</summary>
    public const int RunsKept = 100;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Page> pages = declared.ToDictionary(job => job.Key, job => new Page(job));

    public IEnumerable<RecurringJob> Jobs => pages.Values.Select(page => page.Job);

    public RecurringJob? Find(string key) => pages.GetValueOrDefault(key)?.Job;

    public JobRun Begin(RecurringJob job, bool manual)
    {
        var run = new JobRun(job.Key, clock.GetUtcNow(), manual, changes.Raise);
        lock (gate)
        {
            var page = pages[job.Key];
            (page.Running, page.Began) = (run, clock.GetTimestamp());
        }

        changes.Raise();
        return run;
    }

    public void End(JobRun run, JobOutcome outcome, Exception? error = null)
    {
        lock (gate)
        {
            var page = pages[run.Key];
            var took = clock.GetElapsedTime(page.Began);
            var message = error is null ? null : JobsText.Shorten(error.Message);
            page.Finished.AddFirst(new FinishedRun(run.StartedAt, took, outcome, message, run.Progress, run.Manual) { Trace = JobsText.Trace(error) });
            if (page.Finished.Count > RunsKept)
            {
                page.Finished.RemoveLast();
            }

            page.Running = null;
        }

        changes.Raise();
    }

    public (RunningJob? Running, FinishedRun? Last) Look(RecurringJob job)
    {
        lock (gate)
        {
            var page = pages[job.Key];
            var running = page.Running is { } run ? new RunningJob(run.StartedAt, run.Progress, run.Manual) : null;
            return (running, page.Finished.First?.Value);
        }
    }

    public IReadOnlyList<FinishedRun> History(string key)
    {
        lock (gate)
        {
            return pages.TryGetValue(key, out var page) ? [.. page.Finished] : [];
        }
    }

    /// <summary>The runs of all jobs that ended like this, the newest first.</summary>
    public IReadOnlyList<RunOfJob> Ended(JobOutcome outcome, int atMost)
    {
        lock (gate)
        {
            return
            [
                .. pages.Values
                    .SelectMany(page => page.Finished.Where(run => run.Outcome == outcome).Select(run => new RunOfJob(page.Job.Key, page.Job.Title, run)))
                    .OrderByDescending(run => run.Run.StartedAt)
                    .Take(atMost),
            ];
        }
    }

    private sealed class Page(RecurringJob job)
    {
        public RecurringJob Job => job;

        public JobRun? Running { get; set; }

        public long Began { get; set; }

        /// <summary>Newest first.</summary>
        public LinkedList<FinishedRun> Finished { get; } = [];
    }
}
