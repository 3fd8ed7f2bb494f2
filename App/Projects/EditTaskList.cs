using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Live;

namespace TaskHub.Projects;

/// <summary>What to change of a task list; what is not given stays. The position counts from 1.</summary>
public sealed record TaskListEdit
{
    public Given<string> Name { get; init; }
    public Given<int> Position { get; init; }

    /// <summary>How many open tasks it should hold at most; null for no limit.</summary>
    public Given<int?> WipLimit { get; init; }
}

/// <summary>Renames a task list, limits it, or moves it among the lists of its project. Everyone but external members may.</summary>
public sealed class EditTaskList(WriteGate gate, TimeProvider time)
{
    public Task<Result<TaskListPayload>> RunAsync(Actor actor, long id, TaskListEdit edit, CancellationToken cancel = default) =>
        gate.RunAsync<Result<TaskListPayload>>(
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

                var name = edit.Name.Or(list.Name);
                var position = edit.Position.Or(list.Position);
                var errors = new FieldErrors();
                ProjectRules.Name(errors, name);
                errors.AddIf(position < 1, "position", ProjectsText.Position);
                errors.AddIf(edit.WipLimit.Value is < 1 or > TaskList.MaxLimit, "wip_limit", ProjectsText.WipLimit);
                if (errors.Any)
                {
                    return errors.ToFailure();
                }

                list.Name = Names.Tidy(name);
                list.WipLimit = edit.WipLimit.Or(list.WipLimit);
                if (position != list.Position)
                {
                    await TaskListOrder.PlaceAsync(db, list, position, cancel);
                }

                if (db.ChangeTracker.HasChanges())
                {
                    list.UpdatedAt = time.GetUtcNow();
                    db.Signal(Topic.Project(list.ProjectId));
                    await db.SaveChangesAsync(cancel);
                }

                return list.ToPayload();
            },
            cancel);
}
