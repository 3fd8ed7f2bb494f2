using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Live;

namespace TaskHub.Webhooks.Telling;

/// <summary>
/// Tells administrators when a webhook begins to fail, is about to be disabled, is disabled, or has recovered. It compares how webhooks are
/// with what was told last, which stands in a table: so nothing is told twice, nothing is missed over a restart, and delivery does not wait for it.
/// </summary>
internal sealed class TellOfWebhooks(
    IDbContextFactory<AppDbContext> contexts, WriteGate gate, SendLetters letters, IOptions<WebhookOptions> options, TimeProvider time)
{
    /// <summary>More webhooks of one organization that have the same to tell at once are told of together.</summary>
    private const int MostApart = 3;

    private int DisableAfter => options.Value.DisableAfter;

    /// <summary>Looks at all webhooks and tells; returns of how many.</summary>
    public async Task<int> RunAsync(CancellationToken cancel = default)
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

    private async Task TellAsync(AppDbContext db, List<Webhook> webhooks, long organizationId, Alarms kind, DateTimeOffset now, CancellationToken cancel)
    {
        List<Notice> notices = webhooks.Count > MostApart
            ? [AlarmTexts.Together(webhooks, organizationId, kind)]
            : [];
        if (notices.Count == 0)
        {
            var queues = await WebhookQueue.ReadAsync(db, db.Webhooks.Where(w => w.OrganizationId == organizationId).Select(w => w.Id), now, cancel);
            foreach (var webhook in webhooks)
            {
                var cause = await db.Attempts.AsNoTracking().Where(a => a.WebhookId == webhook.Id && a.Error != null)
                    .OrderByDescending(a => a.StartedAt).Select(a => new Cause(a.Error!, a.StatusCode)).FirstOrDefaultAsync(cancel);
                notices.Add(AlarmTexts.Of(webhook, kind, cause, queues.GetValueOrDefault(webhook.Id, WebhookQueue.Empty), DisableAfter));
            }
        }

        foreach (var (person, inbox, mail) in await WhomAsync(db, organizationId, kind, cancel))
        {
            foreach (var notice in notices)
            {
                if (inbox)
                {
                    db.TellInInbox(person, notice, now);
                    db.Signal(Topic.Person(person));
                }

                if (mail && letters.IsOpen)
                {
                    db.TellByMail(person, notice, now, now + SendLetters.Gather);
                }
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
