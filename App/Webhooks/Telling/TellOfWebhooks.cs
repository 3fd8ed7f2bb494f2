using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Webhooks.Telling;

namespace TaskHub.Webhooks;

/// <summary>
/// Tells administrators when a webhook begins to fail, is about to be disabled, is disabled, or has recovered. It compares how webhooks are
/// with what was told last, which stands in a table: so nothing is told twice, nothing is missed over a restart, and delivery does not wait for it.
/// </summary>
internal sealed class TellOfWebhooks(
    IDbContextFactory<AppDbContext> contexts, WriteGate gate, SendLetters letters, ReviseRecoveries revise, IOptions<WebhookOptions> options, TimeProvider time)
{
    private int DisableAfter => options.Value.DisableAfter;

    /// <summary>Looks at all webhooks and tells; returns of how many.</summary>
    public async Task<int> RunAsync(CancellationToken cancel = default)
    {
        var told = await TellAsync(cancel);
        await revise.RunAsync(cancel);
        return told;
    }

    private async Task<int> TellAsync(CancellationToken cancel)
    {
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            if (Changes(await StandingsAsync(db.Webhooks.AsNoTracking(), db, cancel)).Count == 0)
            {
                return 0;
            }
        }

        return await gate.RunAsync(async db =>
        {
            var changes = Changes(await StandingsAsync(db.Webhooks, db, cancel));
            var now = time.GetUtcNow();
            foreach (var (webhook, last, tell, told) in changes)
            {
                var alarm = last ?? db.WebhookAlarms.Add(new WebhookAlarm { WebhookId = webhook.Id }).Entity;
                alarm.Told = told;
                alarm.ToldAt = tell == Alarms.None ? alarm.ToldAt : now;
            }

            foreach (var organizationId in changes.Select(c => c.Webhook.OrganizationId).Distinct())
            {
                await RetellAsync(db, organizationId, [.. changes.Select(c => c.Webhook.Id)], cancel);
            }

            foreach (var group in changes.Where(c => c.Tell != Alarms.None).GroupBy(c => (c.Webhook.OrganizationId, c.Tell)))
            {
                await TellAsync(db, [.. group.Select(c => c.Webhook)], group.Key.OrganizationId, group.Key.Tell, now, cancel);
            }

            await db.SaveChangesAsync(cancel);
            return changes.Count(c => c.Tell != Alarms.None);
        }, cancel);
    }

    // Only what is in trouble, and what something was told of.
    private static async Task<List<(Webhook Webhook, WebhookAlarm? Last)>> StandingsAsync(IQueryable<Webhook> webhooks, AppDbContext db, CancellationToken cancel)
    {
        var found = await (
            from w in webhooks
            join a in db.WebhookAlarms on w.Id equals a.WebhookId into alarms
            from a in alarms.DefaultIfEmpty()
            where w.Errors > 0 || !w.Enabled || (a != null && a.Told != Alarms.None)
            select new { Webhook = w, Last = a }).ToListAsync(cancel);
        return found.ConvertAll(f => (f.Webhook, (WebhookAlarm?)f.Last));
    }

    private List<(Webhook Webhook, WebhookAlarm? Last, Alarms Tell, Alarms Told)> Changes(List<(Webhook Webhook, WebhookAlarm? Last)> standings)
    {
        var now = time.GetUtcNow();
        return
        [
            .. standings
                .Select(s => (s.Webhook, s.Last, Judged: AlarmRules.Judge(s.Webhook, s.Last, DisableAfter, now)))
                .Where(s => s.Judged.Told != (s.Last?.Told ?? Alarms.None) || s.Judged.Tell != Alarms.None)
                .Select(s => (s.Webhook, s.Last, s.Judged.Tell, s.Judged.Told)),
        ];
    }

    // What nobody has read yet and something newer is to be told of, is not left standing beside it.
    private async Task RetellAsync(AppDbContext db, long organizationId, HashSet<long> changed, CancellationToken cancel)
    {
        var words = await (
            from a in db.WebhookAlarms.AsNoTracking()
            join w in db.Webhooks.AsNoTracking() on a.WebhookId equals w.Id
            where w.OrganizationId == organizationId
            select new { Webhook = w, a.ToldAt, a.Told }).ToListAsync(cancel);
        var administrators = await db.Memberships.Where(m => m.OrganizationId == organizationId && m.Role >= Role.Administrator).Select(m => m.UserId).ToListAsync(cancel);
        await db.RetellInInboxAsync(administrators, organizationId, Anew, person => db.Signal(Topic.Person(person)), cancel);

        Notice? Anew(Notice told, DateTimeOffset at)
        {
            // Before this look the last word about each of them was this one.
            var then = words.FindAll(w => w.ToldAt == at && w.Told == (told.Kind == Alarms.Recovered ? Alarms.None : told.Kind)).ConvertAll(w => w.Webhook);
            if (told.Path != WebhookUrls.List(organizationId))
            {
                var about = words.Find(w => WebhookUrls.One(organizationId, w.Webhook.Id) == told.Path.Split('?')[0])?.Webhook;
                return about is null || changed.Contains(about.Id) ? null : told;
            }

            var left = then.FindAll(w => !changed.Contains(w.Id));
            return left.Count == then.Count ? told
                : left.Count == 0 ? null
                : left.Count == 1 ? AlarmTexts.Of(left[0], told.Kind, null, WebhookQueue.Empty, DisableAfter)
                : AlarmTexts.Together(left, organizationId, told.Kind);
        }
    }

    private async Task TellAsync(AppDbContext db, List<Webhook> webhooks, long organizationId, Alarms kind, DateTimeOffset now, CancellationToken cancel)
    {
        var isMany = webhooks.Count > AlarmRules.MostApart;
        var queues = await WebhookQueue.ReadAsync(db, db.Webhooks.Where(w => w.OrganizationId == organizationId).Select(w => w.Id), now, cancel);
        List<Notice> each = [];
        foreach (var webhook in webhooks)
        {
            // Of many at once nobody reads why: they are told of together.
            var cause = isMany ? null : await db.Attempts.AsNoTracking().Where(a => a.WebhookId == webhook.Id && a.Error != null)
                .OrderByDescending(a => a.StartedAt).Select(a => new Cause(a.Error!, a.StatusCode)).FirstOrDefaultAsync(cancel);
            each.Add(AlarmTexts.Of(webhook, kind, cause, queues.GetValueOrDefault(webhook.Id, WebhookQueue.Empty), DisableAfter));
        }

        IReadOnlyList<Notice> together = isMany ? [AlarmTexts.Together(webhooks, organizationId, kind)] : each;
        foreach (var (person, inbox, mail) in await WhomAsync(db, organizationId, kind, cancel))
        {
            foreach (var notice in inbox ? together : [])
            {
                db.TellInInbox(person, notice, now);
                db.Signal(Topic.Person(person));
            }

            // Each by itself, so that what has changed until the mail goes is known of each; then they are put together.
            foreach (var notice in mail && letters.IsOpen ? each : [])
            {
                db.TellByMail(person, notice, now, now + SendLetters.Gather);
            }
        }
    }

    private static async Task<List<(long Person, bool Inbox, bool Mail)>> WhomAsync(AppDbContext db, long organizationId, Alarms kind, CancellationToken cancel)
    {
        var administrators = await (
            from m in db.Memberships
            where m.OrganizationId == organizationId && m.Role >= Role.Administrator
            join c in db.AlarmChoices.Where(c => c.OrganizationId == organizationId) on m.UserId equals c.UserId into choices
            from c in choices.DefaultIfEmpty()
            select new { m.UserId, Inbox = c == null ? Alarms.All : c.Inbox, Mail = c == null ? Alarms.All : c.Mail }).ToListAsync(cancel);
        return administrators.ConvertAll(a => (a.UserId, a.Inbox.HasFlag(kind), a.Mail.HasFlag(kind)));
    }
}

/// <summary>Why the last attempt failed.</summary>
internal sealed record Cause(string Error, int? StatusCode);
