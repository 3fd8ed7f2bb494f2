using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>Makes the next one of a recurring task, in the unit of work that completes it. The completed one keeps its history.</summary>
internal static class RepeatTask
{
    public static async Task NextAsync(AppDbContext db, Actor actor, TaskItem task, DateTimeOffset now, CancellationToken cancel)
    {
        // Reopened and completed once more, it has its next one already.
        if (task.NextId is not null || RepeatRule.Read(task.Repeat) is not { } rule)
        {
            return;
        }

        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var due = rule.Next(task.DueOn ?? today, today);
        var lead = task.DueOn is { } end && task.StartOn is { } start ? end.DayNumber - start.DayNumber : (int?)null;
        var list = await TaskPlace.FirstListAsync(db, task.ProjectId, cancel);
        var next = new TaskItem
        {
            Id = await db.NextIdAsync<TaskItem>(cancel: cancel),
            OrganizationId = task.OrganizationId,
            ProjectId = task.ProjectId,
            TaskListId = list,
            Name = task.Name,
            Description = task.Description,
            State = TaskState.Open,
            Urgent = task.Urgent,
            Priority = task.Priority,
            DueOn = due,
            DueTime = task.DueTime,
            StartOn = lead is { } days ? due.AddDays(-days) : null,
            AssignedId = task.AssignedId,
            UserId = task.UserId,
            Labels = [.. task.Labels],
            Repeat = task.Repeat,
            Position = await TaskPlace.LastAsync(db, list, 0, cancel) + 1,
            CreatedAt = now,
            UpdatedAt = now,
        };
        db.Tasks.Add(next);
        task.NextId = next.Id;
        next.SubtasksCount = await SubtaskChange.CopyAsync(db, task.Id, next, now, cancel);
        var watchers = await db.WatchersAsync(task.Id, cancel);
        db.TaskWatchers.AddRange(watchers.Select(id => new TaskWatcher { TaskId = next.Id, UserId = id }));
        await TaskChange.RecordAsync(
            db, actor, next, new(EventTypes.TaskCreated, next.ToPayload(watchers), next.OrganizationId, next.ProjectId, next.Id), [], now, cancel);
    }
}
