namespace TaskHub.Jobs;

/// <summary>How a run ended.</summary>
public enum JobOutcome
{
    Succeeded,
    Failed,

    /// <summary>The host stopped before the run had ended.</summary>
    Canceled,
}

/// <summary>A run that is going on.</summary>
/// <param name="Since">When it began.</param>
/// <param name="Progress">What the job said last, if anything.</param>
/// <param name="Manual">Whether a person asked for it.</param>
public sealed record RunningJob(DateTimeOffset Since, string? Progress, bool Manual);

/// <summary>A run that has ended.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Error">The error's message where it failed.</param>
/// <param name="Progress">What the job said last, if anything.</param>
/// <param name="Manual">Whether a person asked for it.</param>
public sealed record FinishedRun(
    DateTimeOffset StartedAt, TimeSpan Duration, JobOutcome Outcome, string? Error, string? Progress, bool Manual)
{
    /// <summary>The error with the places it passed through, for whoever looks for its cause.</summary>
    public string? Trace { get; init; }
}

/// <summary>A run together with the job it belongs to.</summary>
public sealed record RunOfJob(string Key, string Title, FinishedRun Run);

/// <summary>One job, as the jobs page shows it.</summary>
/// <param name="Key">What the job is called in code, in logs and in addresses.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Schedule">When it runs, in words: "every 10 seconds".</param>
/// <param name="Running">The run that is going on, if any.</param>
/// <param name="Last">The last run that has ended, if any since the start.</param>
/// <param name="Next">When it runs next; nothing while it is paused, and while a run that sets the pace is going on.</param>
/// <param name="Paused">Whether a person has paused it. A pause ends with the process.</param>
public sealed record JobLine(
    string Key, string Title, string Schedule, RunningJob? Running, FinishedRun? Last, DateTimeOffset? Next, bool Paused);

/// <summary>The scheduler itself.</summary>
/// <param name="Running">Whether it starts jobs; false before the host has started and once it stops.</param>
/// <param name="Since">When it began to.</param>
/// <param name="Jobs">Every job, ordered by title.</param>
public sealed record SchedulerView(bool Running, DateTimeOffset? Since, IReadOnlyList<JobLine> Jobs);
