using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Live;

namespace TaskHub.Webhooks.Dispatch;

/// <summary>
/// Decides which webhooks an event is for, and makes their deliveries in its own transaction. What happens while a webhook is disabled by
/// itself is held for it; what happens while a person has it disabled is not for it (contract, section 6).
/// </summary>
internal sealed class FanOut(WakeUp wakeUp) : IEventFanOut
{
    /// <summary>From this many deliveries on, one statement per webhook inserts them as a set.</summary>
    private const int SetFrom = 400;

    public async Task BeforeSaveAsync(AppDbContext db, IReadOnlyList<Event> events, CancellationToken cancel)
    {
        var webhooks = await WantingAsync(db, events, cancel);
        if (webhooks.Count == 0)
        {
            return;
        }

        Announce(db, webhooks);
        if (events.Count * webhooks.Count >= SetFrom)
        {
            return;
        }

        foreach (var e in events)
        {
            foreach (var webhook in webhooks.Where(w => w.Wants(e)))
            {
                db.Deliveries.Add(new Delivery
                {
                    PublicId = Delivery.PublicIdOf(e, webhook.Id),
                    Sequence = ++webhook.LastSequence,
                    OrganizationId = e.OrganizationId,
                    WebhookId = webhook.Id,
                    EventId = e.Id,
                    EventType = e.Type,
                    ObjectType = e.ObjectType,
                    ObjectId = e.ObjectId,
                    State = webhook.Enabled ? DeliveryState.Pending : DeliveryState.Held,
                    NextAttemptAt = webhook.Enabled ? Delivery.AtOnce : null,
                    CreatedAt = e.OccurredAt,
                });
            }
        }

        foreach (var webhook in webhooks)
        {
            await db.Webhooks.Where(w => w.Id == webhook.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(w => w.LastSequence, webhook.LastSequence), cancel);
        }
    }

    public async Task AfterSaveAsync(AppDbContext db, IReadOnlyList<Event> events, CancellationToken cancel)
    {
        var webhooks = await WantingAsync(db, events, cancel);
        if (events.Count * webhooks.Count < SetFrom)
        {
            return;
        }

        var (first, last) = (events[0].Id, events[^1].Id);
        foreach (var webhook in webhooks)
        {
            var state = (int)(webhook.Enabled ? DeliveryState.Pending : DeliveryState.Held);
            long? next = webhook.Enabled ? Delivery.AtOnce.ToUnixTimeMilliseconds() : null;
            var types = JsonSerializer.Serialize(webhook.Events, HubJson.Options);
            var projects = JsonSerializer.Serialize(webhook.ProjectIds, HubJson.Options);
            var inserted = await db.InsertDeliveriesAsync(
                new(first, last, webhook.OrganizationId, webhook.Id, $"_{webhook.Id}", state, next, types, projects, webhook.LastSequence),
                cancel);
            await db.Webhooks.Where(w => w.Id == webhook.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(w => w.LastSequence, w => w.LastSequence + inserted), cancel);
        }
    }

    private static async Task<List<Webhook>> WantingAsync(AppDbContext db, IReadOnlyList<Event> events, CancellationToken cancel)
    {
        var organizations = events.Select(e => e.OrganizationId).Distinct().ToList();
        var all = await db.Webhooks.AsNoTracking()
            .Where(w => organizations.Contains(w.OrganizationId)
                && (w.Enabled || w.DisabledReason == DisabledReason.Errors || w.DisabledReason == DisabledReason.Gone))
            .ToListAsync(cancel);
        all.RemoveAll(webhook => !events.Any(webhook.Wants));
        return all;
    }

    private void Announce(AppDbContext db, List<Webhook> webhooks)
    {
        db.Signal(Topic.Deliveries);
        foreach (var webhook in webhooks)
        {
            db.Signal(Topic.Webhook(webhook.Id));
            if (webhook.Enabled)
            {
                db.AfterCommit(() => wakeUp.Signal(webhook.Id));
            }
        }
    }
}
