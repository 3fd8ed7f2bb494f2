using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Projects;
using TaskHub.Ui;

namespace TaskHub.Tasks;

/// <summary>What can be done with a project; deleting names what goes with it.</summary>
public sealed partial class ProjectMenu
{
    private bool editing;
    private bool labeling;
    private ConfirmDialog confirm = default!;

    [Parameter, EditorRequired]
    public ProjectView Head { get; set; } = default!;

    /// <summary>What the page shows, which is what is exported.</summary>
    [Parameter, EditorRequired]
    public ProjectAddress Address { get; set; } = default!;

    [Parameter]
    public bool MayDelete { get; set; }

    [Parameter]
    public EventCallback OnNewList { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private EditProject Edit { get; set; } = default!;

    [Inject]
    private DeleteProject Delete { get; set; } = default!;

    [Inject]
    private FindOpenCounts Counts { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    private async Task ArchiveAsync()
    {
        var result = await Edit.RunAsync(await Current.GetAsync(), Head.Project.Id, new ProjectEdit { Archived = !Head.Project.Archived });
        Tell(result.Failure);
    }

    private async Task DeleteAsync()
    {
        var (id, organization, name) = (Head.Project.Id, Head.Project.OrganizationId, Head.Project.Name);
        var counts = (await Counts.RunAsync(await Current.GetAsync(), organization)).GetValueOrDefault(id);
        if (!await confirm.AskAsync(new(ProjectsText.DeleteTitle(name), ProjectsText.DeleteText(counts.Open, counts.Done), ProjectsText.DeleteProject)))
        {
            return;
        }

        // The page leaves first: it would hear of its own end and answer "not found".
        Navigation.NavigateTo($"/app/organization/{organization}");
        var result = await Delete.RunAsync(await Current.GetAsync(), id);
        Tell(result.Failure);
        if (result.Ok)
        {
            Toasts.Show(ProjectsText.Deleted(name));
        }
    }

    private void Tell(Failure? failure)
    {
        if (failure is not null)
        {
            Toasts.Error(failure.Message);
        }
    }
}
