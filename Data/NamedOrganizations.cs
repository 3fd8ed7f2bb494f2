namespace TaskHub.Data;

/// <summary>An organization by name, for rooms that may not know organizations.</summary>
public sealed record NamedOrganization
{
    public required long Id { get; init; }
    public required string Name { get; init; }
}

public sealed partial class AppDbContext
{
    /// <summary>The names of all organizations.</summary>
    public IQueryable<NamedOrganization> NamedOrganizations => Organizations.Select(o => new NamedOrganization { Id = o.Id, Name = o.Name });
}
