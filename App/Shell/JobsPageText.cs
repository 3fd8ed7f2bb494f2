using TaskHub.Jobs;

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
