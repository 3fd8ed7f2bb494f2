using System.Diagnostics.Metrics;
using TaskHub.Data;

namespace TaskHub.Events;

/// <summary>How much happens.</summary>
/// <param name="meters">The factory of this hub, so that hubs in one process count for themselves.</param>
public sealed class EventMetrics(IMeterFactory meters)
{
    private readonly Counter<long> recorded = meters.Create("TaskHub").CreateCounter<long>("taskhub.events", "{event}", "Events recorded, by type");

    /// <summary>Counts events of a unit of work once it is committed, and only then.</summary>
    internal void CountAfterCommit(AppDbContext db, IReadOnlyCollection<Event> events)
    {
        if (!recorded.Enabled)
        {
            return;
        }

        var counts = events.CountBy(e => e.Type).ToList();
        db.AfterCommit(() =>
        {
            foreach (var (type, count) in counts)
            {
                recorded.Add(count, new KeyValuePair<string, object?>("type", type));
            }
        });
    }
}
