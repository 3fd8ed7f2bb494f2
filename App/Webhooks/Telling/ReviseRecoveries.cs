using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Live;

namespace TaskHub.Webhooks.Telling;

/// <summary>
/// Keeps true what the inbox says of a webhook that has recovered. So long as it may waver nobody is told anew that it fails; the notice itself
/// says so then, read or not, and is taken back when it is well again.
/// </summary>
internal sealed class ReviseRecoveries(IDbContextFactory<AppDbContext> contexts, WriteGate gate, IOptions<WebhookOptions> options, TimeProvider time)
{
    public async Task RunAsync(CancellationToken cancel)
    {
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            if (!await ReviseAsync(db, cancel))
            {
                return;
            }
        }

        await gate.RunAsync(async db =>
        {
            await ReviseAsync(db, cancel);
            await db.SaveChangesAsync(cancel);
        }, cancel);
    }

    private async Task<bool> ReviseAsync(AppDbContext db, CancellationToken cancel)
    {
        var since = time.GetUtcNow() - AlarmRules.Calm;
        var recovered = await (
            from a in db.WebhookAlarms.AsNoTracking()
            join w in db.Webhooks.AsNoTracking() on a.WebhookId equals w.Id
            where a.Told == Alarms.None && a.ToldAt > since
            orderby w.Id
            select new { Webhook = w, a.ToldAt }).ToListAsync(cancel);
        var isRevised = false;
        foreach (var place in recovered.GroupBy(r => r.Webhook.OrganizationId))
        {
            var people = await db.Memberships.Where(m => m.OrganizationId == place.Key && m.Role >= Role.Administrator).Select(m => m.UserId).ToListAsync(cancel);
            isRevised |= await db.ReviseInInboxAsync(
                people, place.Key, since, (told, at) => Now(told, [.. place.Where(r => r.ToldAt == at).Select(r => r.Webhook)]), person => db.Signal(Topic.Person(person)), cancel);
        }

        return isRevised;
    }

    private Notice Now(Notice told, List<Webhook> together)
    {
        var failing = together.FindAll(w => AlarmRules.Fails(w, options.Value.DisableAfter));
        if (told.Path == WebhookUrls.List(told.OrganizationId))
        {
            var now = AlarmTexts.Recovered(together, failing, told.OrganizationId);
            return told.Kind == Alarms.Recovered && together.Count > 1 && told.Title != now.Title ? now : told;
        }

        return together.Find(w => WebhookUrls.One(told.OrganizationId, w.Id) == told.Path.Split('?')[0]) is not { } webhook ? told
            : told.Kind == Alarms.Recovered && failing.Contains(webhook) ? AlarmTexts.FailsAgain(webhook)
            : told == AlarmTexts.FailsAgain(webhook) && webhook is { Enabled: true, Errors: 0 } ? AlarmTexts.WellAgain(webhook)
            : told;
    }
}
