namespace TaskHub.Organizations;

/// <summary>
/// A component that another room adds to the API section of an organization's settings, the list of webhooks for one, since this room may not
/// know them. Register it as a singleton.
/// </summary>
/// <param name="Component">Its type; it has a parameter <c>OrganizationId</c>.</param>
public sealed record ApiPanel(Type Component);
