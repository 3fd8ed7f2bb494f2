using TaskHub.Api;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>What the description of the API says of organizations and people.</summary>
internal static class OrganizationsDescription
{
    public static readonly ApiObject Organization = new("Organization", typeof(OrganizationPayload), "An organization.", """
        {"type":"Organization","id":1,"name":"Example Works","created_at":1415025412,"updated_at":1415025412}
        """);

    public static readonly ApiObject Membership = new("Membership", typeof(MembershipPayload), "A person's place in an organization.", """
        {"type":"Membership","id":7,"user_id":4,"organization_id":1,"role":"participant"}
        """);

    public static readonly ApiObject Token = new("AccessToken", typeof(AccessTokenPayload), "An access token, without its text, which was shown once.", """
        {"type":"AccessToken","id":3,"user_id":1,"organization_id":1,"name":"Import script","ending":"9xQz","scopes":["read","write"],
        "created_at":1415025412,"expires_at":null,"last_used_at":1415025500,"last_used_from":"192.0.2.7"}
        """);

    public static readonly ApiObject User = new("User", typeof(Person), "A person.", """
        {"type":"User","id":4,"name":"Ada Lovelace","email":"ada@example.com"}
        """);

    public static readonly Operation Me = new("get_me", ApiGroups.People, "Whose token it is") { Answer = User };

    public static readonly Operation GetUser = new("get_user", ApiGroups.People, "Read a person")
    {
        Text = "Yourself, and everyone with whom you share an organization.",
        Answer = User,
    };

    public static readonly Operation List = new("list_organizations", ApiGroups.Organizations, "List your organizations")
    {
        Text = "Those that the token reaches.",
        Query = [Field.Words("q", "Only those whose name holds this.")],
        Orders = ReadOrganizations.Order.Names,
        IsList = true,
        Answer = Organization,
    };

    public static readonly Operation Get = new("get_organization", ApiGroups.Organizations, "Read an organization") { Answer = Organization };

    public static readonly Operation Create = new("create_organization", ApiGroups.Organizations, "Create an organization")
    {
        Text = "Only the token of an unattended set-up can: every other is bound to one organization. People do it on the page Manage organizations.",
        Body = [Name with { IsNeeded = true }],
        Status = StatusCodes.Status201Created,
        Answer = Organization,
    };

    public static readonly Operation Edit = new("update_organization", ApiGroups.Organizations, "Rename an organization") { Body = [Name], Answer = Organization };

    public static readonly Operation Delete = new("delete_organization", ApiGroups.Organizations, "Delete an organization")
    {
        Text = "For good. Its projects go first, each by its own request, so that the webhooks hear of them.",
        Conflict = "it still has projects.",
    };

    public static readonly Operation ListMembers = new("list_memberships", ApiGroups.Organizations, "List members")
    {
        Orders = ReadOrganizations.MemberOrder.Names,
        IsList = true,
        Answer = Membership,
    };

    public static readonly Operation GetMember = new("get_membership", ApiGroups.Organizations, "Read a membership") { Answer = Membership };

    public static readonly Operation AddMember = new("create_membership", ApiGroups.Organizations, "Add a member")
    {
        Text = "By `user_id`, or by `email`. An unknown email makes a person; the answer then has, this once, the `invitation_url` where they choose a password. "
            + "An account of which you administer no organization is refused: its owner must accept an invitation, which you make on the page of members.",
        Body =
        [
            Field.Id("user_id", "Somebody of another organization that you administer."), Field.Words("email", "Whose it is becomes a member.", "ada@example.com"),
            Field.Words("name", "What to call a person who is new.", "Ada Lovelace", Identity.User.NameLength), Role, Projects,
        ],
        Status = StatusCodes.Status201Created,
        Answer = Membership,
        Conflict = "they are a member already, or the account is in no organization that you administer.",
    };

    public static readonly Operation ChangeMember = new("update_membership", ApiGroups.Organizations, "Change a member's role or projects")
    {
        Body = [Role, Projects],
        Answer = Membership,
        Conflict = "it would leave no administrator.",
    };

    public static readonly Operation RemoveMember = new("delete_membership", ApiGroups.Organizations, "Remove a member")
    {
        Conflict = "it would leave no administrator.",
    };

    public static readonly Operation ListTokens = new("list_access_tokens", ApiGroups.Organizations, "List access tokens")
    {
        Text = "Your own; administrators see everyone's. When and from where each was last used is known to within a minute.",
        IsList = true,
        Answer = Token,
    };

    private static Field Name => Field.Words("name", "What it is called.", "Example Works", Organizations.Organization.NameLength);

    private static Field Role => Field.OneOf(
        "role", "`external` sees only the projects they are let into, `participant` all, `admin` also manages.", ["admin", "participant", "external"], "participant");

    private static Field Projects => Field.Ids("project_ids", "The projects of an external member.");
}
