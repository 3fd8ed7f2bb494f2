using TaskHub.Jobs;
using TaskHub.Ui;
using TaskHub.Webhooks;

namespace TaskHub;

/// <summary>What the jobs page says to the operator.</summary>
internal static class JobsPageText
{
    public const string Lead = "What this hub does by itself: recurring work, and the queue of every webhook. Only the platform operator sees it.";
    public const string Recurring = "Recurring work";
    public const string Queues = "Delivery queues";
    public const string Failures = "Failed runs";
    public const string NoQueues = "No webhooks yet";
    public const string NoQueuesText = "As soon as an administrator creates one, its queue shows here.";
    public const string NoFailures = "No run has failed since the hub started.";
    public const string Stopped = "The scheduler does not run: the hub is starting or stopping.";
    public const string Run = "Run now";
    public const string Pause = "Pause";
    public const string Resume = "Resume";
    public const string Paused = "Paused";
    public const string Running = "Running";
    public const string Waiting = "Waiting";
    public const string Live = "Live";
    public const string NotYet = "not yet";
    public const string Overview = "Overview";
    public const string Scheduled = "Scheduled";
    public const string Processing = "Processing";
    public const string SucceededTab = "Succeeded";
    public const string FailedTab = "Failed";
    public const string RecurringTab = "Recurring";
    public const string QueuesTab = "Queues";
    public const string Servers = "Servers";
    public const string Day = "Attempts, the last 24 hours";
    public const string Table = "As a table";
    public const string NoRuns = "No runs here.";
    public const string Deliveries = "Deliveries";
    public const string Runs = "Runs of recurring work";
    public const string Retry = "Retry";
    public const string Schedule = "Schedule";
    public const string NextRun = "Next run";
    public const string HowFar = "How far it is";
    public const string RunningSince = "Running since";
    public const string LastAnswer = "Last answer";
    public const string WhyFailed = "Why";
    public const string Details = "Details";
    public const string AllJobs = "All recurring work";
    public const string NoSuchJob = "There is no job of this name.";
    public const string HistoryHint = "Since the hub started, a hundred runs at most.";
    public const string NotYours = "Only administrators of the organization see more of it.";
    public const string Redelivered = "It is sent again";

    public static string Now(bool forTenMinutes) => forTenMinutes ? "Attempts, the last ten minutes" : "Attempts since this start";

    public static string Hook(string organization, long webhook, string? description) =>
        description is null ? $"{organization}, webhook {webhook}" : $"{organization}, {description}";

    /// <summary>How many deliveries a tab lists, which is no more than so many.</summary>
    public static string Listed(int count) => count < FindWork.Most ? $"{count:N0}" : $"the newest {count:N0}";

    public static string Rate(IReadOnlyList<ThroughputStep> steps)
    {
        // The last step is under way: the six before it are the last whole minute.
        var minute = steps.Skip(steps.Count - 7).Take(6).Sum(s => s.Delivered + s.Failed);
        return minute < 60 ? $"{minute:N0} a minute" : $"{minute / 60.0:N1} a second";
    }

    public static string Peak(int most, string step) => most == 0 ? "" : $"at most {most:N0} in {step}";

    public static string None(WorkKind kind) => kind switch
    {
        WorkKind.Scheduled => "No delivery waits for another try.",
        WorkKind.Processing => "No delivery is being sent just now.",
        WorkKind.Succeeded => "Nothing was delivered yet.",
        _ => "No delivery has failed for good. What failed and is tried again stands under Scheduled.",
    };

    public static string Plot(int good, int bad) => $"{good:N0} delivered, {bad:N0} failed";

    /// <summary>A step of a plot; its words say how long ago it began.</summary>
    public static SparkBar Bar(int good, int bad, TimeSpan ago) => new(good, bad, $"{Uptime(ago)} ago: {Plot(good, bad)}");

    /// <summary>A run in the plot of a job.</summary>
    public static SparkBar Bar(FinishedRun run)
    {
        var took = Math.Max(1, run.Duration.TotalMilliseconds);
        var isBad = run.Outcome == JobOutcome.Failed;
        return new(isBad ? 0 : took, isBad ? took : 0, $"{Outcome(run.Outcome)} in {Took(run.Duration)}");
    }

    public static string Uptime(TimeSpan span) =>
        span.TotalMinutes < 1 ? $"{span.TotalSeconds:N0} s" : span.TotalHours < 1 ? $"{span.TotalMinutes:N0} min"
        : span.TotalDays < 1 ? $"{span.TotalHours:N1} h" : $"{span.TotalDays:N1} days";

    public static string Bytes(long bytes) => $"{bytes / 1048576.0:N0} MB";

    /// <summary>What came of the last attempt, in words; nothing was tried yet where there is neither.</summary>
    public static string Error(string? kind, int? status) => (kind, status) is (null, null) ? "–" : AttemptTexts.Outcome(kind, status);

    /// <summary>What a delivery tells of: the name, where the operator may know it.</summary>
    public static string Of(WorkLine line) => line.ObjectName ?? line.Event;

    public static string Started(string title) => $"Started: {title}.";

    public static string Answer(RunNowAnswer answer, string title) => answer switch
    {
        RunNowAnswer.Started => Started(title),
        RunNowAnswer.AlreadyRunning => $"Already running: {title}.",
        RunNowAnswer.Stopping => "The hub is stopping and starts nothing more.",
        _ => "This job is not known any more.",
    };

    public static string Outcome(JobOutcome outcome) => outcome switch
    {
        JobOutcome.Succeeded => "Succeeded",
        JobOutcome.Failed => "Failed",
        _ => "Cut off",
    };

    public static string Took(TimeSpan duration) => duration.TotalSeconds < 1 ? $"{duration.TotalMilliseconds:N0} ms" : $"{duration.TotalSeconds:N1} s";
}
