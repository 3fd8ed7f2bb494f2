namespace TaskHub.Identity;

/// <summary>
/// Who acts, and what they may do where, read from the database for this one act: a role that was taken away a moment ago is gone.
/// Every verb begins from it.
/// </summary>
public sealed record Actor
{
    public required long UserId { get; init; }
    public required string Name { get; init; }
    public required string Email { get; init; }
    public bool IsOperator { get; init; }

    /// <summary>The role in each organization that the actor reaches: all of a person's, or only that of their token.</summary>
    public required IReadOnlyDictionary<long, Role> Roles { get; init; }

    /// <summary>The projects that an external member was invited to.</summary>
    public IReadOnlyList<long> GuestProjects { get; init; } = [];

    /// <summary>What the token allows; in the browser, all.</summary>
    public Scopes Scopes { get; init; } = Scopes.All;

    /// <summary>The session of the browser; null for a program.</summary>
    public long? SessionId { get; init; }

    /// <summary>When the person last gave a password or a passkey in this session.</summary>
    public DateTimeOffset ProvedAt { get; init; }

    /// <summary>The address that asks, for the audit.</summary>
    public string? From { get; init; }

    /// <summary>By what they act, for the audit: a browser, or a token by its last four characters.</summary>
    public string? Via { get; init; }

    /// <summary>The one organization a token is bound to, if it is.</summary>
    public long? BoundTo { get; init; }

    /// <summary>The organizations of which every project is open to the actor; for queries.</summary>
    public IReadOnlyList<long> OpenOrganizations => field ??= [.. Roles.Where(r => r.Value >= Role.Participant).Select(r => r.Key)];

    /// <summary>All organizations of the actor; for queries.</summary>
    public IReadOnlyList<long> Organizations => field ??= [.. Roles.Keys];

    /// <summary>The organizations that the actor administers; for queries.</summary>
    public IReadOnlyList<long> Administered => field ??= [.. Roles.Where(r => r.Value >= Role.Administrator).Select(r => r.Key)];

    public Person Person => new(UserId, Name, Email);

    public bool IsMember(long organizationId) => Roles.ContainsKey(organizationId);

    public bool IsParticipant(long organizationId) => Roles.TryGetValue(organizationId, out var role) && role >= Role.Participant;

    public bool IsAdministrator(long organizationId) => Roles.TryGetValue(organizationId, out var role) && role >= Role.Administrator;

    public bool Allows(Scopes scope) => (Scopes & scope) == scope;

    /// <summary>Whether the actor sees a project: any of an organization where they are more than external, else those they were invited to.</summary>
    public bool Sees(long organizationId, long projectId) =>
        IsParticipant(organizationId) || (IsMember(organizationId) && GuestProjects.Contains(projectId));
}

/// <summary>A person as the API shows them.</summary>
public sealed record Person(long Id, string Name, string Email)
{
    [System.Text.Json.Serialization.JsonPropertyOrder(-1)]
    public string Type => "User";
}
