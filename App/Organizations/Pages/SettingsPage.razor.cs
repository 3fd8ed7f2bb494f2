using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Live;

namespace TaskHub.Organizations.Pages;

/// <summary>An organization's settings, for its administrators.</summary>
public sealed partial class SettingsPage(
    CurrentActor current, FindOrganization find, FindRequests findRequests, LiveTopics live, NavigationManager navigation) : IDisposable
{
    private const string MembersName = "members";
    private const string ApiName = "api";
    private const string AuditName = "audit";

    private OrganizationPayload? organization;
    private IDisposable? watch;
    private long watched;
    private bool refused;
    private int waiting;

    [Parameter]
    public long Id { get; set; }

    /// <summary>Which part; none is the general one.</summary>
    [Parameter]
    public string? Section { get; set; }

    /// <summary>Part of a name or an email, for the members.</summary>
    [SupplyParameterFromQuery]
    private string? Q { get; set; }

    /// <summary>One role, for the members.</summary>
    [SupplyParameterFromQuery]
    private string? Role { get; set; }

    public void Dispose() => watch?.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        if (Section is not (null or MembersName or ApiName or AuditName))
        {
            navigation.NotFound();
            return;
        }

        await LoadAsync();
        await WatchAsync();
    }

    private async Task LoadAsync()
    {
        var actor = await current.FindAsync();
        if (actor?.IsAdministrator(Id) != true)
        {
            refused = true;
            return;
        }

        var found = await find.RunAsync(actor, Id);
        var requests = await findRequests.RunAsync(actor, Id);
        refused = !found.Ok;
        organization = found.Ok ? found.Value : null;
        waiting = requests.Ok ? requests.Value.Count : 0;
    }

    // Also the person's own topic, so that whoever loses the role sees it at once.
    private async Task WatchAsync()
    {
        if (!RendererInfo.IsInteractive || watched == Id || await current.FindAsync() is not { } actor)
        {
            return;
        }

        watch?.Dispose();
        watched = Id;
        watch = live.Subscribe([Topic.Organization(Id), Topic.Person(actor.UserId)], () => InvokeAsync(async () =>
        {
            await LoadAsync();
            StateHasChanged();
        }));
    }

    private string Link(string? section) => $"app/organization/{Id}/settings" + (section is null ? string.Empty : $"/{section}");
}
