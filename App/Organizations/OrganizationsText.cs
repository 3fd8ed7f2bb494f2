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
    public const string AlreadyAdministrator = "You already administer this organization.";
    public const string AlreadyRequested = "You have asked already. The administrators see your request.";
    public const string AlreadyDecided = "Somebody has already decided this request.";
    public const string AlreadyMember = "This person is already a member.";
    public const string LastAdministrator = "An organization keeps at least one administrator. Make somebody else one first.";
    public const string UnknownProject = "One of these projects is not there.";
    public const string UnknownPerson = "No person found with the given id.";
    public const string UnknownRole = "A role is admin, participant or external.";
    public const string InvitationUnknown = "This invitation does not exist any more. It was withdrawn, or the link is not complete.";
    public const string InvitationUsed = "This invitation was accepted already.";
    public const string InvitationExpired = "This invitation is too old: it worked for seven days.";
    public const string ResetYourself = "You change your own password on your account page.";
    public const string ResetOperator = "This person operates the hub. Only they themselves can change their password.";

    public const string ResetElsewhere =
        "This person also belongs to an organization that you do not administer, and the link would let you in there. Ask the operator of this hub.";

    public static string StillHasProjects(int count) => count == 1
        ? "There is still a project in this organization. Delete it first."
        : $"There are still {count} projects in this organization. Delete them first.";
}
