using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using TaskHub.Data;
using TaskHub.Events;

namespace TaskHub.Webhooks.Why;

/// <summary>
/// Keeps a version of each webhook whose save changes what decides over its events. It sits on the save itself, so that no verb can forget
/// it; the one other way to change a webhook, the settlement of attempts, writes its version in the ledger.
/// </summary>
internal sealed class WebhookVersions(TimeProvider time) : SaveChangesInterceptor
{
    private static readonly string[] Deciding =
        [nameof(Webhook.Enabled), nameof(Webhook.DisabledReason), nameof(Webhook.Events), nameof(Webhook.ProjectIds), nameof(Webhook.DeletedAt)];

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is AppDbContext db && HasWebhooks(db))
        {
            var changed = db.ChangeTracker.Entries<Webhook>().Where(Decides).Select(e => e.Entity).ToList();
            foreach (var webhook in changed)
            {
                // Events that this same save records, if any, have their ids by now: their fan-out met the webhook as it was.
                var from = await db.NextIdAsync<Event>(0, cancellationToken);
                var version = await db.WebhookVersions.FindAsync([webhook.Id, from], cancellationToken);
                if (version is null)
                {
                    version = new WebhookVersion { WebhookId = webhook.Id, FromEventId = from, OrganizationId = webhook.OrganizationId };
                    db.WebhookVersions.Add(version);
                }

                version.Take(webhook, time.GetUtcNow());
            }
        }

        return result;
    }

    private static bool Decides(EntityEntry<Webhook> entry) =>
        entry.State == EntityState.Added
        || (entry.State == EntityState.Modified && Deciding.Any(name => entry.Property(name).IsModified));

    // Most saves have nothing to do with webhooks; to look for changes in all their rows a second time would cost as much as the save.
    private static bool HasWebhooks(AppDbContext db)
    {
        var tracker = db.ChangeTracker;
        var detects = tracker.AutoDetectChangesEnabled;
        tracker.AutoDetectChangesEnabled = false;
        var any = tracker.Entries<Webhook>().Any();
        tracker.AutoDetectChangesEnabled = detects;
        return any;
    }
}
