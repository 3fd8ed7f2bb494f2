using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Live;

namespace TaskHub.Projects;

/// <summary>
/// Deletes a task list that is empty, or whose tasks are to move to another list of the project. A project keeps at least one. Everyone
/// but external members may.
/// </summary>
public sealed class DeleteTaskList(WriteGate gate, IEnumerable<IProjectContents> contents, TimeProvider time)
{
    public Task<Result<Done>> RunAsync(Actor actor, long id, long? moveTasksTo = null, CancellationToken cancel = default) =>
        gate.RunAsync<Result<Done>>(
            async db =>
            {
                var list = await db.TaskLists.VisibleTo(actor).SingleOrDefaultAsync(l => l.Id == id, cancel);
                if (list is null || !await db.Projects.AnyAsync(p => p.Id == list.ProjectId, cancel))
                {
                    return Failure.NotFound(ProjectsText.TaskList);
                }

                if (!actor.IsParticipant(list.OrganizationId))
                {
                    return Failure.Forbidden();
                }

                var others = await db.TaskLists.Where(l => l.ProjectId == list.ProjectId && l.Id != id).ToListAsync(cancel);
                if (others.Count == 0)
                {
                    return Failure.Conflict(ProjectsText.LastList);
                }

                var target = others.Find(l => l.Id == moveTasksTo);
                if (moveTasksTo is not null && target is null)
                {
                    return Failure.Invalid("move_tasks_to", ProjectsText.OtherList);
                }

                foreach (var content in contents)
                {
                    if (target is not null)
                    {
                        await content.MoveAsync(db, actor, list, target, time.GetUtcNow(), cancel);
                    }
                    else if (await content.AnyInAsync(db, id, cancel))
                    {
                        return Failure.Conflict(ProjectsText.ListNotEmpty);
                    }
                }

                db.TaskLists.Remove(list);
                db.Signal(Topic.Project(list.ProjectId));
                await db.SaveChangesAsync(cancel);
                return default(Done);
            },
            cancel);
}
