using System.Collections.Concurrent;

namespace TaskHub.Webhooks.Doctor;

/// <summary>
/// The last examination of each webhook, for whoever comes back to its page. A receiver is quickly examined anew, so they live no longer than
/// the hub, and one of another url says nothing.
/// </summary>
internal sealed class Examinations
{
    private const int Most = 1000;

    private readonly ConcurrentDictionary<long, (string Url, Examination Examination)> byWebhook = new();

    public void Keep(Webhook webhook, Examination examination)
    {
        if (byWebhook.Count >= Most && byWebhook.MinBy(e => e.Value.Examination.ExaminedAt) is { Value.Url: not null } oldest)
        {
            byWebhook.TryRemove(oldest);
        }

        byWebhook[webhook.Id] = (webhook.Url, examination);
    }

    public Examination? Of(Webhook webhook) => byWebhook.TryGetValue(webhook.Id, out var kept) && kept.Url == webhook.Url ? kept.Examination : null;
}
