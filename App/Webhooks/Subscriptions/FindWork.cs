using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Attempts;
using TaskHub.Webhooks.Health;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>Which deliveries the platform operator looks at.</summary>
public enum WorkKind
{
    Scheduled,
    Processing,
    Succeeded,
    Failed,
}

/// <summary>A delivery as the platform operator sees it: of the url only the host, of the content nothing.</summary>
/// <param name="WebhookId">Its webhook.</param>
/// <param name="OrganizationId">The organization of that.</param>
/// <param name="Organization">Its name.</param>
/// <param name="Description">The webhook's description, where the operator may look further and there is one.</param>
/// <param name="Host">The host of the receiver.</param>
/// <param name="DeliveryId">The delivery, as the outside knows it.</param>
/// <param name="Event">The kind of event.</param>
/// <param name="Attempts">How many attempts there were.</param>
/// <param name="At">When it is tried next, or when its last attempt began, or when it came.</param>
/// <param name="Error">The kind of error of the last attempt; null for none.</param>
/// <param name="StatusCode">The status of the last answer.</param>
/// <param name="IsMine">Whether the operator administers the organization, and so may look further.</param>
/// <param name="ObjectName">What the task, comment or project was called then, where the operator may look further.</param>
public sealed record WorkLine(
    long WebhookId, long OrganizationId, string Organization, string? Description, string Host, string DeliveryId, string Event, int Attempts, DateTimeOffset? At,
    string? Error, int? StatusCode, bool IsMine, string? ObjectName = null);

/// <summary>What the hub sent in a stretch of time.</summary>
/// <param name="Since">When the first step begins.</param>
/// <param name="Step">How long each lasts.</param>
/// <param name="Steps">The attempts of each, the oldest first.</param>
public sealed record WorkDay(DateTimeOffset Since, TimeSpan Step, IReadOnlyList<SuccessRate> Steps)
{
    /// <summary>The same with what was counted since it was read: a page that counts live shows one truth.</summary>
    internal WorkDay With(int delivered, int failed) => delivered + failed <= 0 || Steps.Count == 0 ? this
        : this with { Steps = [.. Steps.SkipLast(1), new SuccessRate(Steps[^1].Attempts + delivered + failed, Steps[^1].Failed + failed)] };
}

/// <summary>Finds what the delivery queues do and did, for the platform operator alone.</summary>
internal sealed class FindWork(IDbContextFactory<AppDbContext> contexts, TimeProvider time)
{
    /// <summary>How many it finds at most.</summary>
    public const int Most = 50;

    private const int MostEach = 25;
    private const int StepsOfDay = 48;

    /// <summary>The last 24 hours of all webhooks together, half an hour at a time.</summary>
    public async Task<Result<WorkDay>> DayAsync(Actor actor, CancellationToken cancel = default)
    {
        if (!actor.IsOperator)
        {
            return Failure.Forbidden();
        }

        var step = TimeSpan.FromMinutes(30);
        var since = TalliedAttempt.StartOf(time.GetUtcNow(), AttemptTally.Fine) + AttemptTally.Fine - (step * StepsOfDay);
        await using var db = await contexts.CreateDbContextAsync(cancel);

        // A tally is up to ten seconds old: what came after it counts as well, or a young hub would have sent more in ten minutes than in a day.
        var fresh = (await FindHealth.FreshAsync(db, db.Webhooks.IgnoreQueryFilters(), cancel)).Where(a => a.StartedAt >= since)
            .Select(a => new TallyTurn(a.WebhookId, (long)((a.StartedAt - since) / step), 1, a.Error is null ? 0 : 1));
        var tallied = await db.TallyTurns(since, step).ToListAsync(cancel);
        var turns = tallied.Concat(fresh).ToLookup(t => Math.Clamp(t.Step, 0, StepsOfDay - 1));
        return new WorkDay(since, step, [.. Enumerable.Range(0, StepsOfDay).Select(i => new SuccessRate(turns[i].Sum(t => t.Attempts), turns[i].Sum(t => t.Failed)))]);
    }

    public async Task<Result<IReadOnlyList<WorkLine>>> RunAsync(Actor actor, WorkKind kind, CancellationToken cancel = default)
    {
        if (!actor.IsOperator)
        {
            return Failure.Forbidden();
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var webhooks = await db.Webhooks.AsNoTracking()
            .Join(db.NamedOrganizations, w => w.OrganizationId, o => o.Id, (w, o) => new { w.Id, w.OrganizationId, w.Url, w.Description, w.NotBefore, o.Name })
            .ToDictionaryAsync(w => w.Id, cancel);
        var now = time.GetUtcNow();
        var all = db.Deliveries.AsNoTracking();
        var found = kind switch
        {
            WorkKind.Scheduled => await all.Where(d => d.State == DeliveryState.Retrying && (d.LeaseUntil == null || d.LeaseUntil < now)).OrderBy(d => d.NextAttemptAt).Take(Most).ToListAsync(cancel),
            WorkKind.Processing => await all.Where(d => d.NextAttemptAt != null && d.LeaseUntil > now).OrderBy(d => d.Id).Take(Most).ToListAsync(cancel),
            WorkKind.Failed => await NewestAsync(db.NewestFailed(MostEach), cancel),
            _ => await NewestAsync(db.NewestDelivered(MostEach), cancel),
        };
        var mine = found.Where(d => webhooks.TryGetValue(d.WebhookId, out var w) && actor.Manages(w.OrganizationId)).Select(d => d.EventId).Distinct().ToList();
        var names = await db.Events.AsNoTracking().Where(e => mine.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => DeliveryRow.Name(e.Data), cancel);
        return found.Where(d => webhooks.ContainsKey(d.WebhookId)).Select(d =>
        {
            var webhook = webhooks[d.WebhookId];
            var at = kind != WorkKind.Scheduled ? d.DeliveredAt ?? d.CreatedAt : webhook.NotBefore > d.NextAttemptAt ? webhook.NotBefore : d.NextAttemptAt;
            return new WorkLine(
                webhook.Id, webhook.OrganizationId, webhook.Name,
                actor.Manages(webhook.OrganizationId) && webhook.Description.Length > 0 ? webhook.Description : null, new Uri(webhook.Url).Host, d.PublicId, d.EventType, d.AttemptsCount, at, d.LastError,
                d.LastStatusCode, actor.Manages(webhook.OrganizationId), names.GetValueOrDefault(d.EventId));
        }).ToList();
    }

    private static Task<List<Delivery>> NewestAsync(IQueryable<Delivery> deliveries, CancellationToken cancel) =>
        deliveries.AsNoTracking().OrderByDescending(d => d.DeliveredAt ?? d.CreatedAt).Take(Most).ToListAsync(cancel);
}
