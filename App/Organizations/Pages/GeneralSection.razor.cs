using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Ui;

namespace TaskHub.Organizations.Pages;

/// <summary>The name of an organization, and its end.</summary>
public sealed partial class GeneralSection(
    CurrentActor current, EditOrganization edit, DeleteOrganization delete, Toasts toasts, TimeProvider clock, NavigationManager navigation)
{
    private ConfirmDialog confirm = null!;
    private string name = string.Empty;
    private string? shown;
    private Failure? failure;
    private Data.OrganizationContents? contents;

    [Parameter, EditorRequired]
    public OrganizationPayload Organization { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        var looked = await delete.LookAsync(await current.GetAsync(), Organization.Id);
        contents = looked.Ok ? looked.Value : null;
    }

    // What is being typed stays when somebody else's change makes the page look again.
    protected override void OnParametersSet()
    {
        if (shown != Organization.Name)
        {
            name = shown = Organization.Name;
        }
    }

    private async Task RenameAsync()
    {
        var saved = await edit.RunAsync(await current.GetAsync(), Organization.Id, name);
        failure = saved.Failure;
        if (saved.Ok)
        {
            name = saved.Value.Name;
            toasts.Show(OrganizationsText.Renamed);
        }
    }

    private async Task DeleteAsync()
    {
        if ((await current.GetAsync()).IsWanted(clock.GetUtcNow()))
        {
            navigation.AskForProof();
            return;
        }

        var looked = await delete.LookAsync(await current.GetAsync(), Organization.Id);
        failure = !looked.Ok ? looked.Failure
            : looked.Value.Projects > 0 ? Failure.Conflict(OrganizationsText.StillHasProjects(looked.Value.Projects))
            : null;
        if (!looked.Ok || failure is not null || !await confirm.AskAsync(new(
            $"Delete {Organization.Name}?", OrganizationsText.DeleteQuestion(looked.Value), "Delete organization", TypeToConfirm: Organization.Name)))
        {
            return;
        }

        var gone = await delete.RunAsync(await current.GetAsync(), Organization.Id);
        failure = gone.Failure;
        if (gone.Ok)
        {
            toasts.Show(OrganizationsText.Deleted(Organization.Name));
            navigation.NavigateTo("app/organizations");
        }
    }
}
