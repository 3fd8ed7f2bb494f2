using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Webhooks.Telling;

/// <summary>Right before mail goes: only what is still so of a webhook is said, and of many that have the same to tell in one piece.</summary>
internal sealed class ReviseLetters(IOptions<WebhookOptions> options) : IReviseLetters
{
    public async Task<(IReadOnlyList<Matter> Say, IReadOnlyList<Letter> Later)> ReviseAsync(AppDbContext db, IReadOnlyList<Matter> matters, CancellationToken cancel)
    {
        var places = matters.Select(m => m.Now.OrganizationId).OfType<long>().Distinct().ToList();
        var webhooks = await db.Webhooks.IgnoreQueryFilters().AsNoTracking().Where(w => places.Contains(w.OrganizationId))
            .ToDictionaryAsync(w => WebhookUrls.One(w.OrganizationId, w.Id), cancel);
        List<Matter> others = [];
        List<Letter> later = [];
        List<(Webhook Webhook, Alarms Kind, Matter Matter)> known = [];
        foreach (var matter in matters)
        {
            if (!webhooks.TryGetValue(matter.Now.Path.Split('?')[0], out var webhook))
            {
                others.Add(matter);
                continue;
            }

            var kind = matter.Now.Weight == 0 ? Alarms.Recovered : (Alarms)matter.Now.Weight;
            var isSo = webhook.DeletedAt is null ? AlarmRules.IsStillSo(webhook, kind, options.Value.DisableAfter) : false;
            if (isSo == true)
            {
                known.Add((webhook, kind, matter));
            }
            else if (isSo is null)
            {
                later.AddRange([.. matter.Before, matter.Now]);
            }
        }

        var say = known.GroupBy(k => (k.Webhook.OrganizationId, k.Kind)).SelectMany(same =>
            same.Count() > AlarmRules.MostApart ? [Together([.. same.Select(k => k.Webhook)], same.Key.Kind, same.Last().Matter.Now)] : same.Select(k => k.Matter));
        return ([.. others, .. say], later);
    }

    private static Matter Together(List<Webhook> webhooks, Alarms kind, Letter last) => new(
        AppDbContext.LetterOf(last.UserId, AlarmTexts.Together(webhooks, webhooks[0].OrganizationId, kind), last.CreatedAt, last.DueAt), []);
}
