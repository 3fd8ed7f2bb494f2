using TaskHub.Data;
using TaskHub.Identity;

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

    /// <summary>Why nobody is invited twice.</summary>
    public static string AlreadyInvited(string email, DateTimeOffset until) =>
        $"{email} is invited already, by a link that works until {until.UtcDateTime.ToString("d MMMM", System.Globalization.CultureInfo.InvariantCulture)}. To change it, withdraw it under Invitations first.";

    public const string CopyOpen = "Copy the open link";
    /// <summary>Why an API key ended, for the audit.</summary>
    public static string KeyOfMember(string ending) => $"…{ending}, with the rights of whoever made it";

    public const string MadeElsewhere =
        "There is an account with this address already, made in another organization. Invite the person on the page of members and send them the link yourself, so that its owner accepts.";
    public const string LastAdministrator = "An organization keeps at least one administrator who can sign in. Make somebody else one first.";
    public const string UnknownProject = "One of these projects is not there.";
    public const string UnknownPerson = "No person found with the given id.";
    public const string UnknownRole = "A role is admin, participant or external.";
    public const string InvitationUnknown = "It was withdrawn, or the link is not complete.";
    public const string InvitationUsed = "It was accepted already.";
    public const string InvitationExpired = "It is too old: an invitation works for seven days.";
    public const string ResetYourself = "You change your own password on your account page.";
    public const string ResetOperator = "This person operates the hub. Only they themselves can change their password.";

    public const string ResetElsewhere =
        "This person also belongs to an organization that you do not administer, and the link would let you in there. Ask the operator of this hub.";

    public static string StillHasProjects(int count) => count == 1
        ? "There is still a project in this organization. Delete it first."
        : $"There are still {count} projects in this organization. Delete them first.";

    public const string InvitationDead = "This invitation does not work any more";
    public const string InvitationAgain = "Ask whoever sent it for a new one.";

    public static string InvitationLead(OpenInvitation invitation) =>
        (invitation.InvitedBy.Length > 0 ? $"{invitation.InvitedBy} invites you" : "You are invited") + $" as {WithArticle(invitation.Role)}.";

    public static string InvitationSignIn(OpenInvitation invitation) =>
        $"{invitation.Email} already has an account here. Sign in with it, and you can join. If its password was never yours to choose, ask whoever runs this hub for a link.";

    public static string WithArticle(Role role) => role switch
    {
        Role.Administrator => "an administrator",
        Role.Participant => "a participant",
        _ => "an external member",
    };

    public static string Name(Role role) => role switch
    {
        Role.Administrator => "Administrator",
        Role.Participant => "Participant",
        _ => "External",
    };

    /// <summary>What a role may do, for whoever chooses one.</summary>
    public static string Meaning(Role role) => role switch
    {
        Role.Administrator => "Also manages members, settings and webhooks.",
        Role.Participant => "Sees and works in every project.",
        _ => "Sees only the projects you choose.",
    };

    public const string ManageLead = "The organizations that you belong to, and whom to turn to in each.";
    public const string NoneYet = "Create one, or ask somebody to invite you to theirs.";
    public const string DeletedHelp = "Nobody administers these any more, so what was done in them is for you to read, for a year.";
    public const string CreateHint = "You become its administrator.";
    public const string RequestHelp = "Administrators manage members, settings and webhooks.";
    public const string Requested = "The administrators see your request now.";
    public const string LeaveQuestion = "Its projects and tasks are closed to you until somebody invites you again. What you wrote stays.";
    public const string Renamed = "The name is saved.";
    public const string DeleteHelp = "For good, once no project is left in it: delete those first, one by one, so that webhooks still hear of it.";
    public const string NoInvitations = "Nobody is invited at the moment.";
    public const string NoProjects = "There is no project yet. You can choose projects later.";
    public const string ExternalHelp = "External members see these projects and nothing else of the organization.";
    public const string InviteHint = "You get a link to send them yourself. It works once, for seven days.";
    public const string InvitationHelp = "Send this link to the person. It works once, for seven days. You find it again under Invitations.";
    public const string ResetHelp = "Give this link to the person, and to nobody else: whoever opens it chooses the password. It works once, for 24 hours.";
    public const string WithdrawQuestion = "The link stops working.";
    public const string Withdrawn = "The invitation is withdrawn.";
    public const string GiveUpQuestion = "You lose these settings at once. Only another administrator can give them back.";
    public const string TokensHelp = "With a token a program works with the API in your name, in this organization only.";
    public const string WebhooksHelp = "A webhook tells another program of what happens to tasks, comments and projects here, as it happens.";

    public static string Waiting(int count) => count == 1 ? "1 request waits" : $"{count} requests wait";

    public static string Decided(string name, bool granted) => granted ? $"{name} is an administrator now." : $"The request of {name} is refused.";

    public static string NowIs(string name, Role role) => $"{name} is {WithArticle(role)} now.";

    public static string ProjectsSaved(string name) => $"The projects of {name} are saved.";

    public static string RemoveQuestion(string name) =>
        $"{name} loses access at once, with every access token for this organization. What they wrote and what is assigned to them stays.";

    public static string Deleted(string name) => $"{name} is deleted.";

    public static string DeleteQuestion(OrganizationContents contents) =>
        $"It goes for good, with {Count(contents.Members, "membership")}, {Count(contents.Webhooks, "webhook")} with all their history, its access tokens, its API key "
        + "and what is in the trash. Nothing of it can come back.";

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    public const string AuditHelp = "Who did what to members, tokens, webhooks and accounts, from where. It is kept for a year, and nobody can change it.";
    public const string NoAudit = "Nothing of this kind is on record. Entries are kept for a year; another kind, time or word may find it.";
    public const string NoTokens = "There is no access token yet.";
    public const string TokenOnce = "It is shown this once and is kept nowhere. Whoever has it can do what you allowed it to.";

    public const string KeyHelp =
        "Programs that were written for Worksection's API work with this organization too: give them this hub's address in the place of Worksection's, "
        + "and this key. It is one for the organization, it can do what the administrator who made it can do here, and it may write in a member's name.";

    public const string NoKey = "There is no API key, and so such a program is refused.";
    public const string KeyOnce = "It is shown this once. Whoever has it administers this organization through the API.";
    public const string KeyReplaceQuestion = "Programs that use the key are refused at once, until you give them the new one. The new key acts for you.";
    public const string KeyRemoveQuestion = "Programs that use it are refused at once. You can make another one later.";
    public const string KeyRemoved = "The API key is removed.";

    public static string KeyDead(string name) =>
        $"This key does not work: {name} made it and does not administer this organization any more. Replace it with one of your own.";

    public const string RevokeQuestion = "Programs that use it are refused at once. It cannot come back.";

    /// <summary>The scopes of a token, for whoever chooses them.</summary>
    public static IReadOnlyList<(Scopes Scope, string Title, string Meaning)> ScopeChoices { get; } =
    [
        (Scopes.Read, "Read", "See projects, tasks, comments and people."),
        (Scopes.Write, "Write", "Create, change and delete projects, tasks and comments."),
        (Scopes.WebHooks, "Webhooks", "Manage webhooks and read their deliveries, where you administer."),
        (Scopes.Admin, "Administration", "Manage organizations and members, where you administer."),
    ];

    public static string Names(Scopes scopes) =>
        scopes == Scopes.All ? "Everything" : string.Join(", ", ScopeChoices.Where(c => scopes.HasFlag(c.Scope)).Select(c => c.Title));

    public const string NobodyFound = "Nobody is like this";

    public static string Plural(Role role) => role switch
    {
        Role.Administrator => "Administrators",
        Role.Participant => "Participants",
        _ => "External",
    };
}
