using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Health;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>
/// Finds how webhooks did lately. It reads tallies, not attempts, so it costs the same however many there were; the few attempts that are not
/// among the tallies yet are added to them here.
/// </summary>
internal sealed class FindHealth(IDbContextFactory<AppDbContext> contexts, TimeProvider time)
{
    // What came since the tallies were added up last, ten seconds ago at most. Under a flood the newest stand for the rest.
    private const int MostFresh = 10_000;
    private const int HoursOfDay = 24;
    private const int HoursOfWeek = 168;
    private const int TopCauses = 8;

    /// <summary>The last 24 hours of all webhooks of an organization that had attempts.</summary>
    public async Task<Result<IReadOnlyDictionary<long, WebhookDay>>> DaysAsync(Actor actor, long organizationId, CancellationToken cancel = default)
    {
        if (!actor.Manages(organizationId))
        {
            return Failure.Forbidden();
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var fresh = await FreshAsync(db, db.Webhooks.Where(w => w.OrganizationId == organizationId), cancel);
        var turns = await TurnsAsync(db, organizationId, null, AttemptTally.Coarse, Since(AttemptTally.Coarse, AttemptTally.Coarse, HoursOfDay), fresh, cancel);
        return turns.GroupBy(t => t.WebhookId).ToDictionary(g => g.Key, g => new WebhookDay(Steps(g, HoursOfDay)));
    }

    /// <summary>How one webhook does.</summary>
    public async Task<Result<WebhookHealth>> RunAsync(Actor actor, long organizationId, long webhookId, CancellationToken cancel = default)
    {
        if (!actor.Manages(organizationId))
        {
            return Failure.Forbidden();
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var (hour, fine) = (AttemptTally.Coarse, AttemptTally.Fine);
        var fresh = await FreshAsync(db, db.Webhooks.Where(w => w.Id == webhookId), cancel);
        var week = await TurnsAsync(db, organizationId, webhookId, hour, Since(hour, hour, HoursOfWeek), fresh, cancel);
        var last = await TurnsAsync(db, organizationId, webhookId, fine, Since(fine, hour, 1), fresh, cancel);
        var steps = await StepsAsync(db, webhookId, hour, Since(hour, hour, HoursOfDay), hour, fresh, cancel);
        var speeds = steps.ConvertAll(s => (s.Speed, s.Count));
        return new WebhookHealth(
            Sum(last),
            new SuccessRate(steps.Sum(s => s.Count), steps.Where(s => s.Error.Length > 0).Sum(s => s.Count)),
            Sum(week),
            Speeds.Rank(speeds, 0.5),
            Speeds.Rank(speeds, 0.95));
    }

    /// <summary>What the plots of one webhook show.</summary>
    public async Task<Result<HealthPlots>> PlotAsync(
        Actor actor, long organizationId, long webhookId, HealthSpan span, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var webhook = await db.Webhooks.AsNoTracking().ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == webhookId && w.OrganizationId == organizationId, cancel);
        if (actor.Judge(webhook) is { } failure)
        {
            return failure;
        }

        var (grain, step, count) = (HealthPlots.GrainOf(span), HealthPlots.StepOf(span), HealthPlots.StepsOf(span));
        var since = Since(grain, step, count);
        var fresh = await FreshAsync(db, db.Webhooks.Where(w => w.Id == webhookId), cancel);
        var found = await StepsAsync(db, webhookId, grain, since, step, fresh, cancel);
        var bySteps = found.ToLookup(s => s.Step);
        var causes = found.Where(s => s.Error.Length > 0)
            .GroupBy(s => (s.Error, s.StatusCode))
            .Select(g => new FailureCause(
                g.Key.Error, g.Key.StatusCode == 0 ? null : g.Key.StatusCode, g.Sum(s => s.Count), since + (step * (g.Max(s => s.Step) + 1))))
            .OrderByDescending(c => c.Count).Take(TopCauses).ToList();
        for (var i = 0; i < causes.Count; i++)
        {
            causes[i] = causes[i] with { Last = await LastAsync(db, webhookId, causes[i], step, cancel) };
        }

        return new HealthPlots([.. Enumerable.Range(0, count).Select(i => Step(since + (step * i), step, [.. bySteps[i]]))], causes);
    }

    /// <summary>Looked for only where the tallies say that it is, from the newest on.</summary>
    private static async Task<DateTimeOffset> LastAsync(AppDbContext db, long webhookId, FailureCause cause, TimeSpan step, CancellationToken cancel)
    {
        var (from, until) = (cause.Last - step, cause.Last);
        return await db.Attempts.AsNoTracking()
            .Where(a => a.WebhookId == webhookId && a.StartedAt >= from && a.StartedAt < until && a.Error == cause.Error && a.StatusCode == cause.StatusCode)
            .OrderByDescending(a => a.StartedAt).Select(a => (DateTimeOffset?)a.StartedAt).FirstOrDefaultAsync(cancel) ?? until;
    }

    private static HealthStep Step(DateTimeOffset from, TimeSpan length, IReadOnlyList<TallyStep> found)
    {
        var ends = new int[Enum.GetValues<AttemptEnd>().Length];
        foreach (var part in found)
        {
            ends[(int)HealthPlots.EndOf(part.Error, part.StatusCode)] += part.Count;
        }

        var speeds = found.Select(s => (s.Speed, s.Count)).ToList();
        return new HealthStep(from, from + length, ends, Speeds.Rank(speeds, 0.5), Speeds.Rank(speeds, 0.95));
    }

    private static List<SuccessRate> Steps(IEnumerable<TallyTurn> turns, int count)
    {
        var byStep = turns.ToLookup(t => Math.Clamp(t.Step, 0, count - 1));
        return [.. Enumerable.Range(0, count).Select(i => new SuccessRate(byStep[i].Sum(t => t.Attempts), byStep[i].Sum(t => t.Failed)))];
    }

    private static SuccessRate Sum(IReadOnlyList<TallyTurn> all) => new(all.Sum(t => t.Attempts), all.Sum(t => t.Failed));

    /// <summary>The beginning of so many steps of which the last is under way.</summary>
    private DateTimeOffset Since(TimeSpan grain, TimeSpan step, int count) => TalliedAttempt.StartOf(time.GetUtcNow(), grain) + grain - (step * count);

    private static async Task<List<TallyTurn>> TurnsAsync(
        AppDbContext db, long organizationId, long? webhookId, TimeSpan grain, DateTimeOffset since, IReadOnlyList<TalliedAttempt> fresh,
        CancellationToken cancel)
    {
        var hour = AttemptTally.Coarse;
        var tallied = await db.TallyTurns(organizationId, webhookId, (int)grain.TotalMinutes, since, hour).ToListAsync(cancel);
        return
        [
            .. tallied,
            .. fresh.Where(a => a.StartedAt >= since).Select(a => new TallyTurn(a.WebhookId, (long)((a.StartedAt - since) / hour), 1, a.Error is null ? 0 : 1)),
        ];
    }

    private static async Task<List<TallyStep>> StepsAsync(
        AppDbContext db, long webhookId, TimeSpan grain, DateTimeOffset since, TimeSpan step, IReadOnlyList<TalliedAttempt> fresh, CancellationToken cancel)
    {
        var tallied = await db.TallySteps(webhookId, (int)grain.TotalMinutes, since, step).ToListAsync(cancel);
        var added = TalliedAttempt.AddUp(fresh.Where(a => a.StartedAt >= since), grain);
        return [.. tallied, .. added.Select(t => new TallyStep(t.WebhookId, (long)((t.Start - since) / step), t.Error, t.StatusCode, t.Speed, t.Count))];
    }

    /// <summary>The attempts of these webhooks that are not among the tallies yet.</summary>
    internal static async Task<List<TalliedAttempt>> FreshAsync(AppDbContext db, IQueryable<Webhook> webhooks, CancellationToken cancel)
    {
        var tallied = await db.TalliedAttemptAsync(cancel);
        var newest = await db.Attempts.MaxAsync(a => (long?)a.Id, cancel) ?? 0;
        if (newest <= tallied)
        {
            return [];
        }

        var after = Math.Max(tallied, newest - MostFresh);
        return await db.Attempts.AsNoTracking()
            .Where(a => a.Id > after && webhooks.Any(w => w.Id == a.WebhookId))
            .Select(TalliedAttempt.Of)
            .ToListAsync(cancel);
    }
}
