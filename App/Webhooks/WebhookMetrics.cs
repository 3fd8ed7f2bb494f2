using System.Diagnostics.Metrics;
using System.Text.Json;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks;

/// <summary>What deliveries are measured by as they happen. No url, no header and no name of a person is ever a tag.</summary>
internal static class WebhookMetrics
{
    private const string Success = "ok";
    private static readonly Meter Meter = new("TaskHub");

    private static readonly Counter<long> Attempts = Meter.CreateCounter<long>(
        "taskhub.attempts", "{attempt}", "Attempts made, by outcome: ok, or the kind of error");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "taskhub.attempt.duration", "s", "How long attempts took, from their beginning to the end of the answer", tags: null,
        Advice(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10));

    private static readonly Histogram<double> Latency = Meter.CreateHistogram(
        "taskhub.delivery.latency", "s", "From a change to the moment its first attempt went out; deliveries that were held are left out", tags: null,
        Advice(0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300));

    private static readonly Histogram<double> BatchSize = Meter.CreateHistogram(
        "taskhub.recorder.batch", "{attempt}", "How many attempts went on record in one transaction", tags: null,
        Advice(1, 2, 4, 8, 16, 32, 64, 128, 256));

    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>(
        "taskhub.guard.refusals", "{refusal}", "Addresses that the guard refused, by reason");

    /// <summary>Counts an attempt that has an outcome. Called for every attempt: it allocates nothing.</summary>
    public static void Count(Webhook webhook, Delivery delivery, SentAttempt attempt)
    {
        Attempts.Add(1, new KeyValuePair<string, object?>("outcome", attempt.Outcome.Error.WireName() ?? Success));
        Duration.Record(attempt.Outcome.Duration.TotalSeconds);
        if (delivery.AttemptsCount == 0 && !(delivery.CreatedAt < webhook.EnabledAt))
        {
            var sentAt = attempt.StartedAt + attempt.Outcome.Times.BeforeRequest;
            Latency.Record(Math.Max(0, (sentAt - delivery.CreatedAt).TotalSeconds));
        }
    }

    public static void CountBatch(int attempts) => BatchSize.Record(attempts);

    public static void CountRefusal(AddressRefusal refusal) =>
        Refusals.Add(1, new KeyValuePair<string, object?>("reason", JsonNamingPolicy.SnakeCaseLower.ConvertName(refusal.ToString())));

    private static InstrumentAdvice<double> Advice(params double[] bounds) => new() { HistogramBucketBoundaries = bounds };
}
