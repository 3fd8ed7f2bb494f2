namespace TaskHub.Organizations.Pages;

/// <summary>What the page "Manage organizations" may do, in one hand.</summary>
internal sealed record OrganizationVerbs(
    FindOrganizations Find, ManageOrganizations Manage, CreateOrganization Create, RequestAdministration Request, RemoveMember Remove,
    FindDeletedOrganizations Deleted);
