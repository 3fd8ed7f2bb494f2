using Microsoft.EntityFrameworkCore.Diagnostics;
using TaskHub.Data;
using TaskHub.Live;

namespace TaskHub.Events;

/// <summary>Decides, inside the transaction, what follows from events: their deliveries, and who is told. Rooms register theirs.</summary>
public interface IEventFanOut
{
    /// <summary>Adds to <paramref name="db"/> what is saved with <paramref name="events"/>, whose ids are set.</summary>
    Task BeforeSaveAsync(AppDbContext db, IReadOnlyList<Event> events, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Makes as a set, now that the events have rows, what follows from them. Their ids have no gap between them.</summary>
    Task AfterSaveAsync(AppDbContext db, IReadOnlyList<Event> events, CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>
/// Saves recorded events and their deliveries together with the change. It sits on the save itself, so that no verb can forget it: a change
/// and its events are one transaction, or neither is.
/// </summary>
public sealed class EventInterceptor(IEnumerable<IEventFanOut> fanOuts, EventMetrics metrics) : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is AppDbContext { Recorded.Count: > 0 } db)
        {
            var events = db.Recorded;
            var id = await db.NextIdAsync<Event>(events.Count, cancellationToken);
            foreach (var e in events)
            {
                e.Id = id++;
                db.Signal(Topic.Organization(e.OrganizationId));
                db.Signal(Topic.Project(e.ProjectId));
                if (e.TaskId is { } task)
                {
                    db.Signal(Topic.Task(task));
                }
            }

            db.Events.AddRange(events);
            foreach (var fanOut in fanOuts)
            {
                await fanOut.BeforeSaveAsync(db, events, cancellationToken);
            }
        }

        return result;
    }

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        eventData.Context is AppDbContext { Recorded.Count: > 0 }
            ? throw new InvalidOperationException("Events are saved by SaveChangesAsync only.")
            : result;

    public override async ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is AppDbContext { Recorded.Count: > 0 } db)
        {
            foreach (var fanOut in fanOuts)
            {
                await fanOut.AfterSaveAsync(db, db.Recorded, cancellationToken);
            }

            metrics.CountAfterCommit(db, db.Recorded);
            db.Recorded.Clear();
        }

        return result;
    }
}
