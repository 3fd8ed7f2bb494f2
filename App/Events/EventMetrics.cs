using System.Diagnostics.Metrics;
using TaskHub.Data;

namespace TaskHub.Events;

/// <summary>How much happens.</summary>
internal static class EventMetrics
{
    private static readonly Meter Meter = new("TaskHub");
    private static readonly Counter<long> Recorded = Meter.CreateCounter<long>("taskhub.events", "{event}", "Events recorded, by type");

    /// <summary>Counts events of a unit of work once it is committed, and only then.</summary>
    public static void CountAfterCommit(AppDbContext db, IReadOnlyCollection<Event> events)
    {
        if (!Recorded.Enabled)
        {
            return;
        }

        var counts = events.CountBy(e => e.Type).ToList();
        db.AfterCommit(() =>
        {
            foreach (var (type, count) in counts)
            {
                Recorded.Add(count, new KeyValuePair<string, object?>("type", type));
            }
        });
    }
}
