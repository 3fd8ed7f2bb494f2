using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Projects;

namespace TaskHub.Tasks;

/// <summary>What happens to tasks when their project or list goes.</summary>
internal sealed class TasksOfProject : IProjectContents
{
    public Task<bool> AnyInAsync(AppDbContext db, long taskListId, CancellationToken cancel) =>
        db.Tasks.AnyAsync(t => t.TaskListId == taskListId, cancel);

    public async Task MoveAsync(AppDbContext db, Actor actor, TaskList from, TaskList to, DateTimeOffset now, CancellationToken cancel)
    {
        var query = db.Tasks.Where(t => t.TaskListId == from.Id);
        var watchers = await db.WatchersAsync(query, cancel);
        var people = await PeopleAsync(db, query, cancel);
        var position = await TaskPlace.LastAsync(db, to.Id, 0, cancel);
        foreach (var task in await query.OrderBy(t => t.Position).ThenBy(t => t.Id).ToListAsync(cancel))
        {
            position++;
            var changes = new Dictionary<string, object?[]> { ["task_list_id"] = [from.Id, to.Id] };
            if (task.Position != position)
            {
                changes["position"] = [task.Position, position];
            }

            task.TaskListId = to.Id;
            task.Position = position;
            task.Version++;
            task.UpdatedAt = now;
            db.Record(actor, Draft(EventTypes.TaskUpdated, task, watchers, people) with { Changes = changes }, now);
        }
    }

    public async Task DeleteAsync(AppDbContext db, Actor actor, Project project, DateTimeOffset now, CancellationToken cancel)
    {
        var query = db.Tasks.Where(t => t.ProjectId == project.Id);
        var watchers = await db.WatchersAsync(query, cancel);
        var people = await PeopleAsync(db, query, cancel);
        foreach (var task in await query.OrderBy(t => t.Id).ToListAsync(cancel))
        {
            task.DeletedAt = now;
            db.Record(actor, Draft(EventTypes.TaskDeleted, task, watchers, people), now);
        }

        await db.LabelColors.Where(c => c.ProjectId == project.Id).ExecuteDeleteAsync(cancel);
    }

    internal static EventDraft Draft(string type, TaskItem task, ILookup<long, long> watchers, Dictionary<long, Person> people) =>
        new(type, task.ToPayload([.. watchers[task.Id]]), task.OrganizationId, task.ProjectId, task.Id)
        {
            People = task.AssignedId is { } id && people.TryGetValue(id, out var person) ? [person] : null,
        };

    internal static Task<Dictionary<long, Person>> PeopleAsync(AppDbContext db, IQueryable<TaskItem> tasks, CancellationToken cancel) =>
        db.Users.Where(u => tasks.Any(t => t.AssignedId == u.Id))
            .ToDictionaryAsync(u => u.Id, u => new Person(u.Id, u.Name, u.Email ?? string.Empty), cancel);
}
