using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Projects;

namespace TaskHub.Tasks;

/// <summary>A task as its panel shows it.</summary>
public sealed record TaskView : ITaskFields
{
    public required long Id { get; init; }
    public required long OrganizationId { get; init; }
    public required long ProjectId { get; init; }
    public required long ListId { get; init; }
    public required string Name { get; init; }
    public required string Description { get; init; }
    public required TaskState State { get; init; }
    public required bool Urgent { get; init; }
    public required int Priority { get; init; }
    public required DateOnly? DueOn { get; init; }
    public TimeOnly? DueTime { get; init; }
    public required DateOnly? StartOn { get; init; }
    public required Person? Assignee { get; init; }
    long? ITaskFields.AssignedId => Assignee?.Id;
    public required Person? Author { get; init; }
    public required IReadOnlyList<string> Labels { get; init; }
    public string? Repeat { get; init; }
    public long? NextId { get; init; }
    public required int Version { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public required DateTimeOffset? CompletedAt { get; init; }

    public bool IsDone => State is TaskState.Resolved or TaskState.Rejected;
}

/// <summary>A subtask as the panel of its task shows it.</summary>
public sealed record StepView(long Id, string Name, bool Resolved);

/// <summary>A task with what its panel offers to choose from.</summary>
/// <param name="Task">The task.</param>
/// <param name="Head">Its project, with the lists it can move to.</param>
/// <param name="People">Who can be made its assignee.</param>
public sealed record TaskSheet(TaskView Task, ProjectView Head, IReadOnlyList<Person> People)
{
    /// <summary>How much the reader wants to hear of it.</summary>
    public required Attention Attention { get; init; }

    /// <summary>Its subtasks, in their order.</summary>
    public required IReadOnlyList<StepView> Steps { get; init; }

    /// <summary>Its files, oldest first.</summary>
    public required IReadOnlyList<FileView> Files { get; init; }

    /// <summary>Who watches it, by name.</summary>
    public required IReadOnlyList<string> Watchers { get; init; }
}

/// <summary>One task that a person sees.</summary>
public sealed class FindTask(IDbContextFactory<AppDbContext> contexts, FindProject projects, FindAssignees assignees)
{
    public async Task<Result<TaskSheet>> RunAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var task = await db.Tasks.AsNoTracking().VisibleTo(actor)
            .Where(t => t.Id == id)
            .Select(t => new TaskView
            {
                Id = t.Id,
                OrganizationId = t.OrganizationId,
                ProjectId = t.ProjectId,
                ListId = t.TaskListId,
                Name = t.Name,
                Description = t.Description,
                State = t.State,
                Urgent = t.Urgent,
                Priority = t.Priority,
                DueOn = t.DueOn,
                DueTime = t.DueTime,
                StartOn = t.StartOn,
                Assignee = db.Users.Where(u => u.Id == t.AssignedId).Select(u => new Person(u.Id, u.Name, u.Email!)).FirstOrDefault(),
                Author = db.Users.Where(u => u.Id == t.UserId).Select(u => new Person(u.Id, u.Name, u.Email!)).FirstOrDefault(),
                Labels = t.Labels,
                Repeat = t.Repeat,
                NextId = t.NextId,
                Version = t.Version,
                CreatedAt = t.CreatedAt,
                UpdatedAt = t.UpdatedAt,
                CompletedAt = t.CompletedAt,
            })
            .SingleOrDefaultAsync(cancel);
        if (task is null)
        {
            return Failure.NotFound("task");
        }

        var head = await projects.RunAsync(actor, task.ProjectId, cancel);
        if (!head.Ok)
        {
            return Failure.NotFound("task");
        }

        var people = await assignees.RunAsync(actor, task.OrganizationId, task.ProjectId, cancel);
        var watches = await db.TaskWatches(id).Join(db.Users, w => w.UserId, u => u.Id, (w, u) => new { u.Id, u.Name, w.Muted }).ToListAsync(cancel);
        return new TaskSheet(task, head.Value, people)
        {
            Steps = await db.Subtasks.Where(s => s.TaskId == id).OrderBy(s => s.Position).ThenBy(s => s.Id)
                .Select(s => new StepView(s.Id, s.Name, s.Resolved))
                .ToListAsync(cancel),
            Files = await db.Attachments.Where(a => a.TaskId == id).OrderBy(a => a.Id)
                .Join(db.Users, a => a.UserId, u => u.Id, (a, u) => new FileView(a.Id, a.Name, a.Size, a.Image != null, u.Name, u.Id, a.CreatedAt))
                .ToListAsync(cancel),
            Watchers = [.. watches.Where(w => !w.Muted).Select(w => w.Name).Order(StringComparer.CurrentCulture)],
            Attention = watches.FirstOrDefault(w => w.Id == actor.UserId) switch
            {
                null => Attention.Usual,
                { Muted: true } => Attention.Muted,
                _ => Attention.Watching,
            },
        };
    }
}
