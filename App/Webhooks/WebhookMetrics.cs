using System.Diagnostics.Metrics;
using System.Text.Json;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks;

/// <summary>What deliveries are measured by as they happen. No url, no header and no name of a person is ever a tag.</summary>
internal sealed class WebhookMetrics
{
    private const string Success = "ok";
    private readonly Counter<long> attempts;
    private readonly Histogram<double> duration;
    private readonly Histogram<double> latency;
    private readonly Histogram<double> batchSize;
    private readonly Counter<long> refusals;

    /// <param name="meters">The factory of this hub, so that hubs in one process count for themselves.</param>
    /// <param name="policy">Tells what the guard refuses.</param>
    public WebhookMetrics(IMeterFactory meters, AddressPolicy policy)
    {
        var meter = meters.Create("TaskHub");
        attempts = meter.CreateCounter<long>(
            "taskhub.attempts", "{attempt}", "Attempts made, by outcome: ok, or the kind of error");
        duration = meter.CreateHistogram(
            "taskhub.attempt.duration", "s", "How long attempts took, from their beginning to the end of the answer", tags: null,
            Advice(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10));
        latency = meter.CreateHistogram(
            "taskhub.delivery.latency", "s", "From a change to the moment its first attempt went out; deliveries that were held are left out", tags: null,
            Advice(0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300));
        batchSize = meter.CreateHistogram(
            "taskhub.recorder.batch", "{attempt}", "How many attempts went on record in one transaction", tags: null,
            Advice(1, 2, 4, 8, 16, 32, 64, 128, 256));
        refusals = meter.CreateCounter<long>(
            "taskhub.guard.refusals", "{refusal}", "Addresses that the guard refused, by reason");
        policy.Refused += CountRefusal;
    }

    /// <summary>Counts an attempt that has an outcome. Called for every attempt: it allocates nothing.</summary>
    public void Count(Webhook webhook, Delivery delivery, SentAttempt attempt)
    {
        attempts.Add(1, new KeyValuePair<string, object?>("outcome", attempt.Outcome.Error.WireName() ?? Success));
        duration.Record(attempt.Outcome.Duration.TotalSeconds);
        if (delivery.AttemptsCount == 0 && !(delivery.CreatedAt < webhook.EnabledAt))
        {
            var sentAt = attempt.StartedAt + attempt.Outcome.Times.BeforeRequest;
            latency.Record(Math.Max(0, (sentAt - delivery.CreatedAt).TotalSeconds));
        }
    }

    public void CountBatch(int attempts) => batchSize.Record(attempts);

    private void CountRefusal(AddressRefusal refusal) =>
        refusals.Add(1, new KeyValuePair<string, object?>("reason", JsonNamingPolicy.SnakeCaseLower.ConvertName(refusal.ToString())));

    private static InstrumentAdvice<double> Advice(params double[] bounds) => new() { HistogramBucketBoundaries = bounds };
}
