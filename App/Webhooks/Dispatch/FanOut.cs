using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Live;

namespace TaskHub.Webhooks.Dispatch;

/// <summary>Makes the deliveries of events in their own transaction, and wakes the lanes that got some after its commit.</summary>
internal sealed class FanOut(WakeUp wakeUp) : IEventFanOut
{
    public Task AfterSaveAsync(AppDbContext db, IReadOnlyList<Event> events, CancellationToken cancel)
    {
        var receiving = db.Gate!.Deliver(events[0].Id, events[^1].Id);
        if (receiving.Count > 0)
        {
            db.Signal(Topic.Deliveries);
        }

        foreach (var webhook in receiving)
        {
            db.Signal(Topic.Webhook(webhook.Id));
            if (webhook.Enabled)
            {
                db.AfterCommit(() => wakeUp.Signal(webhook.Id));
            }
        }

        return Task.CompletedTask;
    }
}
