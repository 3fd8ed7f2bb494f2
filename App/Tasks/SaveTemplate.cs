using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Projects;

namespace TaskHub.Tasks;

/// <summary>Keeps a task as a template of its project: its name, text, labels and subtasks, and how long it had from its creation until it was due, at which time of day.</summary>
public sealed class SaveTemplate(WriteGate gate, TimeProvider time)
{
    public Task<Result<long>> RunAsync(Actor actor, long taskId, CancellationToken cancel = default) =>
        gate.RunAsync<Result<long>>(
            async db =>
            {
                var task = await db.Tasks.AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(t => t.Id == taskId, cancel);
                if (task is null)
                {
                    return Failure.NotFound(TasksText.Task);
                }

                if (!actor.IsParticipant(task.OrganizationId))
                {
                    return Failure.Forbidden();
                }

                if (await db.TaskTemplates.CountAsync(t => t.ProjectId == task.ProjectId, cancel) >= TaskTemplate.MostOfProject)
                {
                    return Failure.Invalid("task_id", TasksText.TooManyTemplates);
                }

                var template = new TaskTemplate
                {
                    OrganizationId = task.OrganizationId,
                    ProjectId = task.ProjectId,
                    UserId = actor.UserId,
                    Name = task.Name,
                    Description = task.Description,
                    Labels = [.. task.Labels],
                    Steps = await db.Subtasks.Where(s => s.TaskId == taskId).OrderBy(s => s.Position).Select(s => s.Name).ToListAsync(cancel),
                    Urgent = task.Urgent,
                    Priority = task.Priority,
                    DueInDays = task.DueOn is { } due ? Math.Max(0, due.DayNumber - DateOnly.FromDateTime(task.CreatedAt.UtcDateTime).DayNumber) : null,
                    DueTime = task.DueTime,
                    CreatedAt = time.GetUtcNow(),
                };
                db.TaskTemplates.Add(template);
                db.Signal(Topic.Project(task.ProjectId));
                await db.SaveChangesAsync(cancel);
                return template.Id;
            },
            cancel);
}

/// <summary>Forgets a template. Participants may.</summary>
public sealed class DeleteTemplate(WriteGate gate)
{
    public Task<Result<Done>> RunAsync(Actor actor, long id, CancellationToken cancel = default) =>
        gate.RunAsync<Result<Done>>(
            async db =>
            {
                var template = await db.TaskTemplates.SingleOrDefaultAsync(t => t.Id == id, cancel);
                if (template is null || !actor.Sees(template.OrganizationId, template.ProjectId))
                {
                    return Failure.NotFound(TasksText.Template);
                }

                if (!actor.IsParticipant(template.OrganizationId))
                {
                    return Failure.Forbidden();
                }

                db.TaskTemplates.Remove(template);
                db.Signal(Topic.Project(template.ProjectId));
                await db.SaveChangesAsync(cancel);
                return default(Done);
            },
            cancel);
}

/// <summary>The templates of a project, by name.</summary>
public sealed class FindTemplates(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<IReadOnlyList<TemplateView>> RunAsync(Actor actor, long projectId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var visible = db.Projects.VisibleTo(actor).Where(p => p.Id == projectId);
        var templates = await db.TaskTemplates.AsNoTracking().Where(t => t.ProjectId == projectId && visible.Any()).OrderBy(t => t.Name).ToListAsync(cancel);
        return templates.ConvertAll(t => new TemplateView(
            t.Id, t.Name, t.Description, t.Labels, t.Steps, t.Urgent, t.Priority, t.DueInDays, t.DueTime, actor.IsParticipant(t.OrganizationId)));
    }
}
