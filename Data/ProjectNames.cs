namespace TaskHub.Data;

/// <summary>A project's name, for rooms that may not know projects: a webhook can be narrowed to some of them.</summary>
public sealed record ProjectName
{
    public required long Id { get; init; }
    public required long OrganizationId { get; init; }
    public required string Name { get; init; }
    public required bool Archived { get; init; }
}

public sealed partial class AppDbContext
{
    /// <summary>The names of all projects that were not deleted.</summary>
    public IQueryable<ProjectName> ProjectNames =>
        Projects.Select(p => new ProjectName { Id = p.Id, OrganizationId = p.OrganizationId, Name = p.Name, Archived = p.Archived });
}
