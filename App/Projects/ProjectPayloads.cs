using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;

namespace TaskHub.Projects;

/// <summary>A task list as the API shows it. Lists have no events of their own.</summary>
public sealed record TaskListPayload
{
    [JsonPropertyOrder(-1)]
    public string Type => "TaskList";

    public required long Id { get; init; }
    public required long OrganizationId { get; init; }
    public required long ProjectId { get; init; }
    public required string Name { get; init; }
    public required int Position { get; init; }
    public required int? WipLimit { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}

internal static class ProjectPayloads
{
    public static ProjectPayload ToPayload(this Project project) => new()
    {
        Id = project.Id,
        Version = project.Version,
        OrganizationId = project.OrganizationId,
        Name = project.Name,
        Description = project.Description,
        Archived = project.Archived,
        UserId = project.UserId,
        CreatedAt = project.CreatedAt,
        UpdatedAt = project.UpdatedAt,
    };

    /// <summary>The projects of these ids, of which the caller knows that the actor sees them.</summary>
    public static async Task<IReadOnlyList<ProjectPayload>> ReadProjectsAsync(this AppDbContext db, IReadOnlyCollection<long> ids, CancellationToken cancel) =>
        (await db.Projects.AsNoTracking().Where(p => ids.Contains(p.Id)).ToListAsync(cancel)).ConvertAll(ToPayload);

    public static TaskListPayload ToPayload(this TaskList list) => new()
    {
        Id = list.Id,
        OrganizationId = list.OrganizationId,
        ProjectId = list.ProjectId,
        Name = list.Name,
        Position = list.Position,
        WipLimit = list.WipLimit,
        CreatedAt = list.CreatedAt,
        UpdatedAt = list.UpdatedAt,
    };
}
