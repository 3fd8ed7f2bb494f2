using System.Linq.Expressions;

namespace TaskHub.Webhooks.Health;

/// <summary>What a tally needs to know of an attempt.</summary>
internal sealed record TalliedAttempt(long Id, long WebhookId, DateTimeOffset StartedAt, string? Error, int? StatusCode, int DurationMs)
{
    public static readonly Expression<Func<Attempt, TalliedAttempt>> Of =
        a => new TalliedAttempt(a.Id, a.WebhookId, a.StartedAt, a.Error, a.StatusCode, a.DurationMs);

    public static IReadOnlyList<AttemptTally> AddUp(IEnumerable<TalliedAttempt> attempts, TimeSpan grain) =>
    [
        .. attempts
            .GroupBy(a => (a.WebhookId, Start: StartOf(a.StartedAt, grain), Error: a.Error ?? "", Status: a.StatusCode ?? 0, Speed: Speeds.Of(a.DurationMs)))
            .Select(g => new AttemptTally
            {
                WebhookId = g.Key.WebhookId,
                Minutes = (int)grain.TotalMinutes,
                Start = g.Key.Start,
                Error = g.Key.Error,
                StatusCode = g.Key.Status,
                Speed = g.Key.Speed,
                Count = g.Count(),
            }),
    ];

    public static DateTimeOffset StartOf(DateTimeOffset time, TimeSpan grain) => time.AddTicks(-(time.UtcTicks % grain.Ticks));
}
