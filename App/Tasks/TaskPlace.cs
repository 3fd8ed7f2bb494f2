using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Projects;

namespace TaskHub.Tasks;

/// <summary>Where a task stands: project, list and position.</summary>
internal sealed record TaskPlace(long ProjectId, long TaskListId, int Position)
{
    // Every new task asks for these inside the write gate; built anew each time, they take longer than they run.
    private static readonly Func<AppDbContext, long, long, CancellationToken, Task<int?>> Last = EF.CompileAsyncQuery(
        (AppDbContext db, long listId, long exceptTask, CancellationToken _) => db.Tasks.Where(t => t.TaskListId == listId && t.Id != exceptTask).Max(t => (int?)t.Position));

    private static readonly Func<AppDbContext, long, CancellationToken, Task<long>> FirstList = EF.CompileAsyncQuery(
        (AppDbContext db, long projectId, CancellationToken _) => db.TaskLists.Where(l => l.ProjectId == projectId)
            .OrderBy(l => l.Position).ThenBy(l => l.Id).Select(l => l.Id).FirstOrDefault());

    /// <summary>Works out where a change puts a task, adding to <paramref name="errors"/> what is not possible.</summary>
    public static async Task<TaskPlace> FindAsync(
        AppDbContext db, Actor actor, TaskItem task, TaskEdit edit, FieldErrors errors, CancellationToken cancel)
    {
        var projectId = edit.ProjectId.Or(task.ProjectId);
        if (projectId != task.ProjectId)
        {
            var organization = await db.OrganizationOfAsync(actor, projectId, cancel);
            if (organization != task.OrganizationId)
            {
                errors.Add("project_id", organization is null ? TasksText.UnknownProject : TasksText.OtherOrganization);
                return new(task.ProjectId, task.TaskListId, task.Position);
            }
        }

        var listId = edit.TaskListId.IsGiven || projectId == task.ProjectId
            ? edit.TaskListId.Or(task.TaskListId)
            : await FirstListAsync(db, projectId, cancel);
        if (listId != task.TaskListId && !await db.TaskLists.AnyAsync(l => l.Id == listId && l.ProjectId == projectId, cancel))
        {
            errors.Add("task_list_id", TasksText.OtherList);
            return new(task.ProjectId, task.TaskListId, task.Position);
        }

        var moved = listId != task.TaskListId;
        if (!moved && !edit.Position.IsGiven)
        {
            return new(projectId, listId, task.Position);
        }

        var last = await LastAsync(db, listId, task.Id, cancel);
        var position = edit.Position.Or(int.MaxValue);
        return position > last
            ? new(projectId, listId, !moved && task.Position > last ? task.Position : last + 1)
            : new(projectId, listId, position);
    }

    /// <summary>Makes room in the list. Set-based, and no change of those that move down: their version stays.</summary>
    public async Task MakeRoomAsync(AppDbContext db, long taskId, CancellationToken cancel)
    {
        if (await db.Tasks.AnyAsync(t => t.TaskListId == TaskListId && t.Position == Position && t.Id != taskId, cancel))
        {
            await db.Tasks.Where(t => t.TaskListId == TaskListId && t.Position >= Position && t.Id != taskId)
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.Position, t => t.Position + 1), cancel);
        }
    }

    public static async Task<int> LastAsync(AppDbContext db, long listId, long exceptTask, CancellationToken cancel) =>
        await Last(db, listId, exceptTask, cancel) ?? 0;

    public static Task<long> FirstListAsync(AppDbContext db, long projectId, CancellationToken cancel) => FirstList(db, projectId, cancel);
}
