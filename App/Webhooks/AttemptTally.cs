namespace TaskHub.Webhooks;

/// <summary>
/// How many attempts of one webhook in five minutes ended in one way and took about as long. The plots are drawn from these, so that they cost
/// the same whatever the history grows to.
/// </summary>
public sealed class AttemptTally
{
    /// <summary>The five minutes of one row.</summary>
    public static readonly TimeSpan Grain = TimeSpan.FromMinutes(5);

    public long WebhookId { get; init; }

    /// <summary>When its five minutes begin.</summary>
    public DateTimeOffset Start { get; init; }

    /// <summary>The kind of error; empty for a success.</summary>
    public string Error { get; init; } = "";

    /// <summary>The status of the answer; 0 where none came.</summary>
    public int StatusCode { get; init; }

    /// <summary>How long they took, as a step of <see cref="Health.Speeds"/>.</summary>
    public int Speed { get; init; }

    public int Count { get; set; }
}
