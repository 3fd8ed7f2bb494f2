using Microsoft.AspNetCore.Components;
using TaskHub.Identity;

namespace TaskHub.Organizations.Pages;

/// <summary>Who did what in an organization, and from where; the filter stands in the address.</summary>
public sealed partial class AuditSection(CurrentActor current, FindAudit find, NavigationManager navigation)
{
    private List<AuditEntry>? entries;
    private Failure? failure;
    private bool more;

    [Parameter, EditorRequired]
    public long OrganizationId { get; set; }

    /// <summary>One of <see cref="Acts.Kinds"/>.</summary>
    [SupplyParameterFromQuery]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery]
    private string? Q { get; set; }

    [SupplyParameterFromQuery]
    private string? Since { get; set; }

    [SupplyParameterFromQuery]
    private string? Until { get; set; }

    private AuditFilter Filter => AuditFilter.Of(Kind, Q, Since, Until);

    private string Sheet => navigation.GetUriWithQueryParameters(
        $"{navigation.BaseUri}app/organization/{OrganizationId}/audit.csv",
        new Dictionary<string, object?> { ["kind"] = Kind, ["q"] = Q, ["since"] = Since, ["until"] = Until });

    protected override async Task OnParametersSetAsync()
    {
        entries = null;
        await MoreAsync();
    }

    private async Task MoreAsync()
    {
        if (await current.FindAsync() is not { } actor)
        {
            return;
        }

        var asked = (entries, Filter);
        var found = await find.RunAsync(actor, OrganizationId, Filter, entries?.LastOrDefault()?.Id);
        if (asked != (entries, Filter))
        {
            // Two clicks on one end, or another filter meanwhile: what is asked for now is there already, or on its way.
            return;
        }

        failure = found.Failure;
        if (found.Ok)
        {
            entries = [.. entries ?? [], .. found.Value];
            more = found.Value.Count == FindAudit.Size;
        }
    }

    private void Go(string name, string? value) =>
        navigation.NavigateTo(navigation.GetUriWithQueryParameter(name, string.IsNullOrEmpty(value) ? null : value));
}
