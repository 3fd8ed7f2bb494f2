namespace TaskHub.Webhooks;

/// <summary>How many attempts there were in some time, and how many of them were no success.</summary>
public sealed record SuccessRate(int Attempts, int Failed)
{
    public static SuccessRate None { get; } = new(0, 0);

    /// <summary>The share of successes, 0 to 1; null without attempts.</summary>
    public double? Share => Attempts == 0 ? null : (double)(Attempts - Failed) / Attempts;
}

/// <summary>How the last 24 hours of a webhook went, an hour at a time, the oldest first.</summary>
public sealed record WebhookDay(IReadOnlyList<SuccessRate> Hours)
{
    public static WebhookDay Unknown { get; } = new([]);

    public SuccessRate Whole => new(Hours.Sum(h => h.Attempts), Hours.Sum(h => h.Failed));
}

/// <summary>How a webhook does: what stands above everything else on its page.</summary>
/// <param name="Hour">The last hour.</param>
/// <param name="Day">The last 24 hours.</param>
/// <param name="Week">The last seven days.</param>
/// <param name="P50">Half of the attempts of the last 24 hours took at most so many milliseconds; null without any.</param>
/// <param name="P95">19 of 20 took at most so long.</param>
public sealed record WebhookHealth(SuccessRate Hour, SuccessRate Day, SuccessRate Week, int? P50, int? P95)
{
    public static WebhookHealth Unknown { get; } = new(SuccessRate.None, SuccessRate.None, SuccessRate.None, null, null);
}

/// <summary>How attempts ended, as the plot tells them apart.</summary>
public enum AttemptEnd
{
    Delivered,

    /// <summary>The receiver refused it: an answer of 4xx.</summary>
    Refused,

    /// <summary>The receiver failed: an answer of 5xx.</summary>
    Broken,

    /// <summary>No answer: no host, no connection, no handshake, no time left.</summary>
    Silent,

    /// <summary>A redirect, or an answer that is none.</summary>
    Other,
}

/// <summary>How far back a plot goes.</summary>
public enum HealthSpan
{
    Hour,
    Day,
    Week,
}

/// <summary>One step of a plot.</summary>
/// <param name="From">When it begins.</param>
/// <param name="Until">When it ends.</param>
/// <param name="Ends">How many attempts ended in each way, in the order of <see cref="AttemptEnd"/>.</param>
/// <param name="P50">Half of them took at most so many milliseconds; null without any.</param>
/// <param name="P95">19 of 20 took at most so long.</param>
public sealed record HealthStep(DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<int> Ends, int? P50, int? P95)
{
    public int Attempts => Ends.Sum();
}

/// <summary>One cause of failures.</summary>
/// <param name="Error">The kind of error.</param>
/// <param name="StatusCode">The status of the answer; null where none came.</param>
/// <param name="Count">How many attempts.</param>
/// <param name="Last">When it happened last; where that attempt is gone already, the end of the step that counts it.</param>
public sealed record FailureCause(string Error, int? StatusCode, int Count, DateTimeOffset Last);

/// <summary>What the plots of a webhook show, and the tables behind them.</summary>
public sealed record HealthPlots(IReadOnlyList<HealthStep> Steps, IReadOnlyList<FailureCause> Causes)
{
    internal static TimeSpan StepOf(HealthSpan span) => span switch
    {
        HealthSpan.Hour => AttemptTally.Fine,
        HealthSpan.Day => AttemptTally.Coarse,
        _ => AttemptTally.Coarse * 2,
    };

    internal static TimeSpan GrainOf(HealthSpan span) => span == HealthSpan.Hour ? AttemptTally.Fine : AttemptTally.Coarse;

    internal static int StepsOf(HealthSpan span) => span switch { HealthSpan.Hour => 12, HealthSpan.Day => 24, _ => 84 };

    internal static AttemptEnd EndOf(string error, int status) => error switch
    {
        "" => AttemptEnd.Delivered,
        "http_status" when status is >= 500 => AttemptEnd.Broken,
        "http_status" => AttemptEnd.Refused,
        "dns" or "connect" or "tls" or "timeout" or "refused_address" => AttemptEnd.Silent,
        _ => AttemptEnd.Other,
    };
}
