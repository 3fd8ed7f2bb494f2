namespace TaskHub.Organizations;

/// <summary>What people read about organizations, members and the first start.</summary>
public static class OrganizationsText
{
    public const string NameWanted = "Enter a name for the organization.";
    public const string NameTooLong = "The name of an organization has at most 100 characters.";
    public const string AlreadySetUp = "This hub is already set up.";
    public const string CodeWanted =
        "This hub is new. In the window where it was started stands a link with a one-time code: open that link, or enter its code here.";

    public const string SetUpLead = "You become the operator of this hub and the administrator of its first organization.";
    public const string OrganizationHint = "The company or group whose projects and people live together. You can rename it later.";
    public const string CodeWrong = "This is not the code. It stands in the last lines that the hub wrote when it started.";
}
