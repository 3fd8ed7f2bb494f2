namespace TaskHub.Identity;

/// <summary>Who may touch the API key of an organization: its administrators, with a token that may administer.</summary>
internal static class ApiKeyAccess
{
    /// <summary>Null, or why not, which tells a stranger nothing about the organization.</summary>
    public static Failure? Wall(Actor actor, long organizationId) =>
        !actor.IsMember(organizationId) ? Failure.NotFound("organization")
        : !actor.IsAdministrator(organizationId) || !actor.Allows(Scopes.Admin) ? Failure.Forbidden()
        : null;
}
