namespace TaskHub.Organizations;

internal static class OrganizationName
{
    /// <summary>What is wrong with a name, in words; null when nothing is.</summary>
    public static string? Problem(string? name) => Identity.Names.Tidy(name) switch
    {
        "" => OrganizationsText.NameWanted,
        { Length: > Organization.NameLength } => OrganizationsText.NameTooLong,
        _ => null,
    };
}
