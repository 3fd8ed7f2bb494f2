using System.Data.Common;
using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Webhooks.Dispatch;

namespace TaskHub.Webhooks;

/// <summary>
/// What waits, as gauges that look at the table when they are asked, and at most every few seconds. Only indexes are counted, and only the
/// longest queues are named, so that neither a long backlog nor many webhooks make it dear.
/// </summary>
internal sealed class QueueMetrics(IMeterFactory meters, IDbContextFactory<AppDbContext> contexts, SharedCap cap, TimeProvider time) : IHostedService
{
    private const int MostQueues = 100;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly Lock looking = new();
    private Figures known = Figures.None;
    private long lookedAt;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create("TaskHub");
        meter.CreateObservableGauge(
            "taskhub.queue.depth", () => Look().Queues.Select(q => new Measurement<long>(q.Count, Of(q.WebhookId))),
            "{delivery}", "Deliveries that wait for an attempt, by webhook; the longest queues only");
        meter.CreateObservableGauge(
            "taskhub.queue.age", () => Look().Queues.Select(q => new Measurement<double>(q.Age.TotalSeconds, Of(q.WebhookId))),
            "s", "Age of the oldest delivery that waits, by webhook; the longest queues only");
        meter.CreateObservableGauge("taskhub.deliveries.waiting", () => Look().Waiting, "{delivery}", "Deliveries that wait for an attempt");
        meter.CreateObservableGauge("taskhub.deliveries.held", () => Look().Held, "{delivery}", "Deliveries that wait for their webhook to be enabled");
        meter.CreateObservableGauge("taskhub.attempts.under_way", () => (long)cap.InFlight, "{attempt}", "Attempts under way");
        meter.CreateObservableGauge(
            "taskhub.web_hooks", () => Look().Statuses.Select(s => new Measurement<long>(s.Value, new KeyValuePair<string, object?>("status", s.Key))),
            "{web_hook}", "Webhooks, by status");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static KeyValuePair<string, object?> Of(long webhookId) => new("web_hook", webhookId);

    /// <summary>All gauges of one question see the same look.</summary>
    private Figures Look()
    {
        lock (looking)
        {
            if (lookedAt == 0 || time.GetElapsedTime(lookedAt) > Fresh)
            {
                try
                {
                    known = Read();
                }
                catch (DbException)
                {
                    // Figures that nobody can read are not worth an error; the probe tells of the database.
                    known = Figures.None;
                }

                lookedAt = time.GetTimestamp();
            }

            return known;
        }
    }

    private Figures Read()
    {
        using var db = contexts.CreateDbContext();
        var queues = db.Deliveries.Where(d => d.NextAttemptAt != null)
            .GroupBy(d => d.WebhookId).Select(g => new { Id = g.Key, Count = g.LongCount(), First = g.Min(d => d.Id) })
            .ToList();
        var longest = queues.OrderByDescending(q => q.Count).Take(MostQueues).ToList();
        var firsts = longest.Select(q => q.First).ToList();
        var since = db.Deliveries.Where(d => firsts.Contains(d.Id)).Select(d => new { d.Id, d.CreatedAt }).ToDictionary(d => d.Id, d => d.CreatedAt);
        var now = time.GetUtcNow();
        var statuses = db.Webhooks
            .GroupBy(w => !w.Enabled ? "disabled"
                : w.Errors > 0 || db.Deliveries.Any(d => d.WebhookId == w.Id && d.State == DeliveryState.Retrying) ? "failing" : "working")
            .Select(g => new { Status = g.Key, Count = g.LongCount() })
            .ToDictionary(g => g.Status, g => g.Count);
        return new Figures(
            [.. longest.Select(q => new Queue(q.Id, q.Count, since.TryGetValue(q.First, out var at) && at < now ? now - at : TimeSpan.Zero))],
            queues.Sum(q => q.Count),
            db.Deliveries.LongCount(d => d.State == DeliveryState.Held),
            statuses);
    }

    private sealed record Queue(long WebhookId, long Count, TimeSpan Age);

    private sealed record Figures(IReadOnlyList<Queue> Queues, long Waiting, long Held, IReadOnlyDictionary<string, long> Statuses)
    {
        public static Figures None { get; } = new([], 0, 0, new Dictionary<string, long>());
    }
}
