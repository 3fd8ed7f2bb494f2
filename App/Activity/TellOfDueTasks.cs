using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Live;

namespace TaskHub.Activity;

/// <summary>
/// Tells people what is given to them and due within a day, and once more when it is overdue; of a task without a time of day, when its day
/// begins in less than a day where they are, and when it has ended there. What they were told is what the inbox holds, so no restart tells it
/// twice; a task that gets another date is told of again.
/// </summary>
public sealed class TellOfDueTasks(WriteGate gate, IDbContextFactory<AppDbContext> contexts, TimeProvider time)
{
    /// <summary>How long before a task is due.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromHours(24);

    /// <summary>How long after: what was overdue long before anybody looked is no news, and would bury the rest.</summary>
    public static readonly TimeSpan Behind = TimeSpan.FromDays(2);

    /// <summary>More would keep everybody else's saves waiting.</summary>
    internal const int Batch = 500;

    /// <summary>Answers how many notifications were made.</summary>
    public async Task<int> RunAsync(CancellationToken cancel = default)
    {
        var total = 0;
        foreach (var reason in new[] { NotificationReason.Overdue, NotificationReason.DueSoon })
        {
            int count;
            do
            {
                // Mostly there is nothing to tell, and the gate stays free.
                await using var look = await contexts.CreateDbContextAsync(cancel);
                count = (await DueAsync(look, reason, cancel)).Count == 0 ? 0 : await gate.RunAsync(db => TellAsync(db, reason, cancel), cancel);
                total += count;
            }
            while (count == Batch);
        }

        return total;
    }

    private async Task<int> TellAsync(AppDbContext db, NotificationReason reason, CancellationToken cancel)
    {
        var due = await DueAsync(db, reason, cancel);
        foreach (var task in due)
        {
            db.Notifications.Add(new Notification
            {
                UserId = task.UserId,
                OrganizationId = task.OrganizationId,
                ProjectId = task.ProjectId,
                Reason = reason,
                TaskId = task.Id,
                DueOn = task.DueOn,
                DueTime = task.DueTime,
                Title = ActivityText.IsDue(task.Id, reason),
                Text = ActivityText.DueAt(task.DueOn, task.DueTime),
                Path = $"/app/tasks/{task.Id}",
                CreatedAt = time.GetUtcNow(),
            });
            db.Signal(Topic.Person(task.UserId));
        }

        await db.SaveChangesAsync(cancel);
        return due.Count;
    }

    private async Task<List<DueTask>> DueAsync(AppDbContext db, NotificationReason reason, CancellationToken cancel)
    {
        // Days everywhere on earth: where each person is, is looked at below.
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var (from, to) = reason == NotificationReason.Overdue ? (today.AddDays(-2 - Behind.Days), today.AddDays(1)) : (today.AddDays(-1), today.AddDays(2));
        var found = new List<DueTask>();
        await foreach (var task in db.DueTasks(from, to, reason).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var (begins, ends) = Due(task);
            if (reason == NotificationReason.Overdue ? now >= ends && now < ends + Behind : now >= begins - Ahead && now < ends)
            {
                found.Add(task);
                if (found.Count == Batch)
                {
                    break;
                }
            }
        }

        return found;
    }

    /// <summary>When a task is due: one point in time, or the day from its beginning to its end.</summary>
    private static (DateTimeOffset Begins, DateTimeOffset Ends) Due(DueTask task)
    {
        var zone = task.Zone is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var found) ? found : TimeZoneInfo.Utc;
        DateTimeOffset At(DateOnly day, TimeOnly at)
        {
            var local = day.ToDateTime(at);
            return new DateTimeOffset(local, zone.GetUtcOffset(local));
        }

        return task.DueTime is { } time
            ? (At(task.DueOn, time), At(task.DueOn, time))
            : (At(task.DueOn, TimeOnly.MinValue), At(task.DueOn.AddDays(1), TimeOnly.MinValue));
    }
}
