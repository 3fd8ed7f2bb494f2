using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>How the last day of a webhook went.</summary>
/// <param name="Hours">The attempts of each of the last 24 hours, the oldest first.</param>
public sealed record WebhookHealth(IReadOnlyList<AttemptHour> Hours)
{
    public static readonly TimeSpan Reach = TimeSpan.FromHours(24);

    public static WebhookHealth Unknown { get; } = new([]);

    public int Attempts => Hours.Sum(h => h.Attempts);

    public int Failed => Hours.Sum(h => h.Failed);

    /// <summary>The share of successes, 0 to 1; null without attempts.</summary>
    public double? Success => Attempts == 0 ? null : (double)(Attempts - Failed) / Attempts;

    /// <summary>Half of the last attempts took at most this long, in milliseconds; null where that was not asked for.</summary>
    public int? P50 { get; init; }

    /// <summary>19 of 20 took at most this long.</summary>
    public int? P95 { get; init; }
}

/// <summary>Finds how the webhooks of an organization did in the last 24 hours.</summary>
internal sealed class FindHealth(IDbContextFactory<AppDbContext> contexts, TimeProvider time)
{
    private const int Sample = 1000;

    /// <summary>The health of all its webhooks that had attempts, or with <paramref name="webhookId"/> of one, then with its times.</summary>
    public async Task<Result<IReadOnlyDictionary<long, WebhookHealth>>> RunAsync(
        Actor actor, long organizationId, long? webhookId = null, CancellationToken cancel = default)
    {
        if (!actor.Manages(organizationId))
        {
            return Failure.Forbidden();
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var since = time.GetUtcNow() - WebhookHealth.Reach;
        var hours = await db.AttemptHours(organizationId, webhookId, since).ToListAsync(cancel);
        var health = hours.GroupBy(h => h.WebhookId).ToDictionary(g => g.Key, g => new WebhookHealth([.. g.OrderBy(h => h.Hour)]));
        if (webhookId is { } id && health.TryGetValue(id, out var one))
        {
            var times = await db.Attempts.AsNoTracking()
                .Where(a => a.WebhookId == id && a.StartedAt >= since)
                .OrderByDescending(a => a.StartedAt)
                .Select(a => a.DurationMs)
                .Take(Sample)
                .ToListAsync(cancel);
            times.Sort();
            health[id] = one with { P50 = Rank(times, 0.5), P95 = Rank(times, 0.95) };
        }

        return health;
    }

    private static int? Rank(List<int> sorted, double share) =>
        sorted.Count == 0 ? null : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
}
