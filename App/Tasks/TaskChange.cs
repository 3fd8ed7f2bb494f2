using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Projects;

namespace TaskHub.Tasks;

/// <summary>The one way in which a task changes, whichever verb asks for it, so that the same change always tells the same events.</summary>
internal static class TaskChange
{
    public static async Task<Result<TaskPayload>> ApplyAsync(
        AppDbContext db, Actor actor, TaskItem task, TaskEdit edit, DateTimeOffset now, CancellationToken cancel)
    {
        if (await TaskAccess.ConflictAsync(db, task, edit.Version, edit.Fields(), cancel) is { } conflict)
        {
            return conflict;
        }

        var errors = edit.Check();
        var place = await TaskPlace.FindAsync(db, actor, task, edit, errors, cancel);
        var assignee = edit.AssignedId.Or(task.AssignedId);
        if (assignee is { } person && (assignee != task.AssignedId || place.ProjectId != task.ProjectId)
            && (await db.WhoSeeAsync(task.OrganizationId, place.ProjectId, [person], cancel)).Count == 0)
        {
            errors.Add("assigned_id", TasksText.Assignee);
        }

        errors.AddIf(edit.DueTime.Value is not null && edit.DueOn.Or(task.DueOn) is null, "due_time", TasksText.TimeNeedsDay);
        if (errors.Any)
        {
            return errors.ToFailure();
        }

        var watchers = await db.WatchersAsync(task.Id, cancel);
        var before = task.ToPayload(watchers);
        if ((place.TaskListId, place.Position) != (task.TaskListId, task.Position))
        {
            await place.MakeRoomAsync(db, task.Id, cancel);
        }

        var changes = Write(task, edit, place, assignee);
        var state = edit.Status.Or(task.State);
        if (changes.Count == 0 && state == task.State)
        {
            return before;
        }

        var wasDone = task.IsDone;
        if (state != task.State && wasDone == IsDone(state))
        {
            changes["status"] = [task.State.ToApi(), state.ToApi()];
            task.State = state;
        }

        task.Version++;
        task.UpdatedAt = now;
        if (before.ProjectId != task.ProjectId)
        {
            // The event is the new project's; whoever looks at the old one sees the task go.
            db.Signal(Topic.Project(before.ProjectId));
        }

        await WatchAsync(db, task, assignee, watchers, cancel);
        var edited = task.ToPayload(watchers);
        if (changes.Count > 0)
        {
            await RecordAsync(db, actor, task, new(EventTypes.TaskUpdated, edited, task.OrganizationId, task.ProjectId, task.Id)
            {
                Changes = changes,
            }, [before.AssignedId], now, cancel);
        }

        if (state != task.State)
        {
            task.State = state;
            task.CompletedAt = wasDone ? null : now;
            edited = task.ToPayload(watchers);
            var type = wasDone ? EventTypes.TaskReopened : EventTypes.TaskCompleted;
            await RecordAsync(db, actor, task, new(type, edited, task.OrganizationId, task.ProjectId, task.Id), [], now, cancel);
            if (!wasDone)
            {
                await RepeatTask.NextAsync(db, actor, task, now, cancel);
            }
        }

        await db.SaveChangesAsync(cancel);
        return edited;
    }

    /// <summary>Records an event of a task with the people that it names: its assignee, and those that the changes name.</summary>
    public static async Task RecordAsync(
        AppDbContext db, Actor actor, TaskItem task, EventDraft draft, IReadOnlyList<long?> named, DateTimeOffset now, CancellationToken cancel)
    {
        long?[] ids = [.. named, task.AssignedId];
        var people = ids.Any(id => id is not null)
            ? await db.Users.Where(u => ids.Contains(u.Id)).OrderBy(u => u.Id)
                .Select(u => new Person(u.Id, u.Name, u.Email ?? string.Empty)).ToListAsync(cancel)
            : [];
        db.Record(actor, draft with { People = people }, now);
    }

    private static async Task WatchAsync(AppDbContext db, TaskItem task, long? assignee, List<long> watchers, CancellationToken cancel)
    {
        if (assignee is { } person && !watchers.Contains(person) && !await db.TaskWatches(task.Id).AnyAsync(w => w.UserId == person, cancel))
        {
            await db.TaskWatchers.AddAsync(new TaskWatcher { TaskId = task.Id, UserId = person }, cancel);
            watchers.Add(person);
            watchers.Sort();
        }
    }

    private static bool IsDone(TaskState state) => state is TaskState.Resolved or TaskState.Rejected;

    private static Dictionary<string, object?[]> Write(TaskItem task, TaskEdit edit, TaskPlace place, long? assignee)
    {
        var changes = new Dictionary<string, object?[]>();
        task.Name = Note(changes, "name", task.Name, Names.Tidy(edit.Name.Or(task.Name)));
        task.Description = Note(changes, "description", task.Description, edit.Description.Or(task.Description) ?? string.Empty);
        task.ProjectId = Note(changes, "project_id", task.ProjectId, place.ProjectId);
        task.TaskListId = Note(changes, "task_list_id", task.TaskListId, place.TaskListId);
        task.Position = Note(changes, "position", task.Position, place.Position);
        task.Urgent = Note(changes, "urgent", task.Urgent, edit.Urgent.Or(task.Urgent));
        task.Priority = Note(changes, "priority", task.Priority, edit.Priority.Or(task.Priority));
        task.DueOn = Note(changes, "due_on", task.DueOn, edit.DueOn.Or(task.DueOn));
        var time = task.DueOn is null ? null : edit.DueTime.Or(task.DueTime);
        Note(changes, "due_time", TaskPayloads.Clock(task.DueTime), TaskPayloads.Clock(time));
        task.DueTime = time;
        task.StartOn = Note(changes, "start_on", task.StartOn, edit.StartOn.Or(task.StartOn));
        task.Repeat = Note(changes, "repeat", task.Repeat, edit.Repeat.IsGiven ? RepeatRule.Read(edit.Repeat.Value)?.ToString() : task.Repeat);
        task.AssignedId = Note(changes, "assigned_id", task.AssignedId, assignee);
        var labels = edit.Labels.IsGiven ? TaskEdit.Tidy(edit.Labels.Value) : task.Labels;
        if (!labels.SequenceEqual(task.Labels))
        {
            changes["labels"] = [task.Labels.ToArray(), labels.ToArray()];
            task.Labels = labels;
        }

        return changes;
    }

    private static T Note<T>(Dictionary<string, object?[]> changes, string field, T old, T now)
    {
        if (!EqualityComparer<T>.Default.Equals(old, now))
        {
            changes[field] = [old, now];
        }

        return now;
    }
}
