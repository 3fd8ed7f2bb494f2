using Microsoft.EntityFrameworkCore;
using TaskHub.Events;

namespace TaskHub.Data;

public sealed partial class AppDbContext
{
    /// <summary>
    /// Of the events after one id and up to another, those that no delivery refers to and whose task, or project where it is about no task, is
    /// gone for good, trash included: an event is the history of its task as well as the source of deliveries.
    /// </summary>
    public IQueryable<Event> NeedlessEvents(long after, long upTo) =>
        Events.AsNoTracking().IgnoreQueryFilters().Where(e => e.Id > after && e.Id <= upTo
            && !Deliveries.Any(d => d.EventId == e.Id)
            && (e.TaskId == null ? !Projects.Any(p => p.Id == e.ProjectId) : !Tasks.Any(t => t.Id == e.TaskId)));
}
