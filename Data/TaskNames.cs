using Microsoft.EntityFrameworkCore;

namespace TaskHub.Data;

/// <summary>A task's name, for rooms that may not know tasks: what concerns a person names its task.</summary>
public sealed record TaskName
{
    public required long Id { get; init; }
    public required string Name { get; init; }
}

public sealed partial class AppDbContext
{
    /// <summary>The names of the tasks in the trash: those of a deleted project went with it.</summary>
    public IQueryable<TaskName> TrashedTaskNames =>
        Tasks.IgnoreQueryFilters().Where(t => t.DeletedAt != null && Projects.Any(p => p.Id == t.ProjectId && p.DeletedAt == null))
            .Select(t => new TaskName { Id = t.Id, Name = t.Name });

    /// <summary>The names of all tasks that were not deleted.</summary>
    public IQueryable<TaskName> TaskNames => Tasks.Select(t => new TaskName { Id = t.Id, Name = t.Name });
}
