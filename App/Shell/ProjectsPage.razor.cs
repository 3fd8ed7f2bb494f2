using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Projects;
using TaskHub.Tasks;

namespace TaskHub;

/// <summary>The projects of an organization; <c>?new=project</c> opens the dialog for another.</summary>
public sealed partial class ProjectsPage
{
    private IReadOnlyList<ProjectRow>? projects;
    private IReadOnlyDictionary<long, TaskCounts> counts = new Dictionary<long, TaskCounts>();
    private bool mayCreate;
    private bool creating;
    private string? asked;
    private long? watched;
    private IDisposable? subscription;

    [Parameter]
    public long OrganizationId { get; set; }

    [SupplyParameterFromQuery]
    private string? New { get; set; }

    [Inject]
    private FindProjects Find { get; set; } = default!;

    [Inject]
    private FindOpenCounts Count { get; set; } = default!;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private LiveTopics Live { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    public void Dispose() => subscription?.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        if (watched != OrganizationId)
        {
            watched = OrganizationId;
            subscription?.Dispose();
            subscription = RendererInfo.IsInteractive ? Live.Subscribe([Topic.Organization(OrganizationId)], () => InvokeAsync(LoadAsync)) : null;
            await LoadAsync();
        }

        // Before the circuit runs the dialog would be a picture of one.
        if (New != asked && RendererInfo.IsInteractive)
        {
            asked = New;
            creating = mayCreate && New == "project";
        }
    }

    private async Task LoadAsync()
    {
        if (await Current.FindAsync() is not { } actor)
        {
            return;
        }

        var found = await Find.RunAsync(actor, OrganizationId);
        if (!found.Ok)
        {
            Navigation.NotFound();
            return;
        }

        projects = found.Value;
        counts = await Count.RunAsync(actor, OrganizationId);
        mayCreate = actor.IsParticipant(OrganizationId);
        StateHasChanged();
    }

    private void CreatingAsync(bool open)
    {
        creating = open;
        if (!open && New is not null)
        {
            Navigation.NavigateTo($"/app/organization/{OrganizationId}", replace: true);
        }
    }

    private void Created(long project) => Navigation.NavigateTo(new ProjectAddress(OrganizationId, project).ToString());
}
