using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Projects;

namespace TaskHub.Tasks;

/// <summary>What the verbs of subtasks share: the wall, the rules, and the update of the task that every change of a subtask is.</summary>
internal static class SubtaskChange
{
    /// <summary>The subtasks of the tasks that the actor sees.</summary>
    public static IQueryable<Subtask> SubtasksVisibleTo(this AppDbContext db, Actor actor) =>
        from subtask in db.Subtasks
        join task in db.Tasks.VisibleTo(actor) on subtask.TaskId equals task.Id
        select subtask;

    public static async Task<FieldErrors> CheckAsync(
        AppDbContext db, TaskItem task, string? name, int? position, long? assignedId, CancellationToken cancel)
    {
        var errors = new FieldErrors();
        errors.AddIf(Names.Tidy(name).Length == 0, "name", TasksText.NameRequired);
        errors.AddIf(Names.Tidy(name).Length > Subtask.NameLength, "name", TasksText.NameTooLong);
        errors.AddIf(position < 1, "position", TasksText.Position);
        errors.AddIf(
            assignedId is { } person && (await db.WhoSeeAsync(task.OrganizationId, task.ProjectId, [person], cancel)).Count == 0,
            "assigned_id",
            TasksText.Assignee);
        return errors;
    }

    /// <summary>Puts a subtask at a place among those of its task, counted from 1, and numbers them all anew.</summary>
    public static async Task PlaceAsync(AppDbContext db, Subtask subtask, int position, CancellationToken cancel)
    {
        var others = await OthersAsync(db, subtask, cancel);
        others.Insert(Math.Min(position - 1, others.Count), subtask);
        Number(others);
    }

    /// <summary>Closes the gap that a subtask leaves.</summary>
    public static async Task LeaveAsync(AppDbContext db, Subtask subtask, CancellationToken cancel) =>
        Number(await OthersAsync(db, subtask, cancel));

    /// <summary>Saves a change of a subtask as an update of its task. Before is null for a new one, after for one that goes.</summary>
    public static async Task SaveAsync(
        AppDbContext db, Actor actor, TaskItem task, SubtaskPayload? before, SubtaskPayload? after, DateTimeOffset now, CancellationToken cancel)
    {
        var changes = new Dictionary<string, object?[]> { ["subtask"] = [before, after] };
        task.SubtasksCount = Count(changes, "subtasks_count", task.SubtasksCount, (after is null ? 0 : 1) - (before is null ? 0 : 1));
        task.ResolvedSubtasksCount = Count(
            changes, "resolved_subtasks_count", task.ResolvedSubtasksCount, (after is { Resolved: true } ? 1 : 0) - (before is { Resolved: true } ? 1 : 0));
        task.Version++;
        task.UpdatedAt = now;
        var payload = task.ToPayload(await db.WatchersAsync(task.Id, cancel));
        await TaskChange.RecordAsync(
            db,
            actor,
            task,
            new(EventTypes.TaskUpdated, payload, task.OrganizationId, task.ProjectId, task.Id) { Changes = changes },
            [before?.AssignedId, after?.AssignedId],
            now,
            cancel);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Gives another task the same subtasks, none of them resolved; answers how many.</summary>
    public static async Task<int> CopyAsync(AppDbContext db, long from, TaskItem to, DateTimeOffset now, CancellationToken cancel)
    {
        var steps = await db.Subtasks.AsNoTracking().Where(s => s.TaskId == from).OrderBy(s => s.Position).ThenBy(s => s.Id).ToListAsync(cancel);
        await AddAsync(db, to, [.. steps.Select(s => s.Name)], new HashSet<int>(), now, cancel);
        return steps.Count;
    }

    /// <summary>Gives a new task subtasks of these names, some of them done, by their places from 0 on.</summary>
    public static async Task AddAsync(
        AppDbContext db, TaskItem to, IReadOnlyList<string> names, IReadOnlySet<int> done, DateTimeOffset now, CancellationToken cancel)
    {
        if (names.Count == 0)
        {
            return;
        }

        var id = await db.NextIdAsync<Subtask>(names.Count, cancel);
        db.Subtasks.AddRange(names.Select((name, i) => new Subtask
        {
            Id = id + i,
            OrganizationId = to.OrganizationId,
            TaskId = to.Id,
            Name = name,
            Resolved = done.Contains(i),
            Position = i + 1,
            UserId = to.UserId,
            CreatedAt = now,
            UpdatedAt = now,
        }));
    }

    private static Task<List<Subtask>> OthersAsync(AppDbContext db, Subtask subtask, CancellationToken cancel) =>
        db.Subtasks.Where(s => s.TaskId == subtask.TaskId && s.Id != subtask.Id).OrderBy(s => s.Position).ThenBy(s => s.Id).ToListAsync(cancel);

    private static void Number(List<Subtask> subtasks)
    {
        for (var i = 0; i < subtasks.Count; i++)
        {
            subtasks[i].Position = i + 1;
        }
    }

    private static int Count(Dictionary<string, object?[]> changes, string field, int old, int more)
    {
        if (more != 0)
        {
            changes[field] = [old, old + more];
        }

        return old + more;
    }
}
