namespace TaskHub.Jobs;

/// <summary>A run while it lasts, as the job itself sees it.</summary>
public sealed class JobRun
{
    private readonly Action changed;
    private volatile string? progress;

    internal JobRun(string key, DateTimeOffset startedAt, bool manual, Action changed)
    {
        Key = key;
        StartedAt = startedAt;
        Manual = manual;
        this.changed = changed;
    }

    /// <summary>The key the job was registered under.</summary>
    public string Key { get; }

    public DateTimeOffset StartedAt { get; }

    /// <summary>Whether a person asked for this run, rather than the schedule.</summary>
    public bool Manual { get; }

    internal string? Progress => progress;

    /// <summary>
    /// Says how far the run has come, or what it did: "Removed 2,000 attempts". The last text stays with the run in the
    /// history, and everybody who may open the jobs page can read it.
    /// </summary>
    public void Report(string text)
    {
        progress = JobsText.Shorten(text);
        changed();
    }
}
