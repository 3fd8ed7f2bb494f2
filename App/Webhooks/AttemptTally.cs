namespace TaskHub.Webhooks;

/// <summary>
/// How many attempts of one webhook, in five minutes or in an hour, ended in one way and took about as long. The plots are drawn from these, so
/// that they cost the same whatever the history grows to.
/// </summary>
public sealed class AttemptTally
{
    /// <summary>What the last hour is told in.</summary>
    public static readonly TimeSpan Fine = TimeSpan.FromMinutes(5);

    /// <summary>What days are told in.</summary>
    public static readonly TimeSpan Coarse = TimeSpan.FromHours(1);

    /// <summary>How long the fine ones are kept.</summary>
    public static readonly TimeSpan FineKept = TimeSpan.FromHours(25);

    public long WebhookId { get; init; }

    /// <summary>How many minutes it is about: 5 or 60.</summary>
    public int Minutes { get; init; }

    /// <summary>When these begin.</summary>
    public DateTimeOffset Start { get; init; }

    /// <summary>The kind of error; empty for a success.</summary>
    public string Error { get; init; } = "";

    /// <summary>The status of the answer; 0 where none came.</summary>
    public int StatusCode { get; init; }

    /// <summary>How long they took, as a step of <see cref="Health.Speeds"/>.</summary>
    public int Speed { get; init; }

    public int Count { get; set; }
}
