using Microsoft.AspNetCore.Components;
using TaskHub.Identity;

namespace TaskHub.Projects;

/// <summary>Makes a project, or edits its name and description. The conflict of two editors is told, and what was typed stays.</summary>
public sealed partial class ProjectDialog
{
    private string name = string.Empty;
    private string description = string.Empty;
    private int version;
    private bool wasOpen;
    private bool saving;
    private Failure? failure;

    [Parameter]
    public bool Open { get; set; }

    [Parameter]
    public EventCallback<bool> OpenChanged { get; set; }

    /// <summary>Where a new project goes.</summary>
    [Parameter, EditorRequired]
    public long OrganizationId { get; set; }

    /// <summary>The project to edit; null makes a new one.</summary>
    [Parameter]
    public ProjectRow? Project { get; set; }

    /// <summary>Called with the project's id when it is saved.</summary>
    [Parameter]
    public EventCallback<long> OnSaved { get; set; }

    [Inject]
    private CreateProject Create { get; set; } = default!;

    [Inject]
    private EditProject Edit { get; set; } = default!;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    private string? problem => failure is { Errors: null } ? failure.Message : null;

    protected override void OnParametersSet()
    {
        if (Open && !wasOpen)
        {
            (name, description, version) = (Project?.Name ?? string.Empty, Project?.Description ?? string.Empty, Project?.Version ?? 0);
            failure = null;
        }

        wasOpen = Open;
    }

    private string? Error(string field) => failure?.Errors?.GetValueOrDefault(field) is { } messages ? string.Join(' ', messages) : null;

    private async Task SaveAsync()
    {
        if (saving)
        {
            return;
        }

        saving = true;
        var actor = await Current.GetAsync();
        var result = Project is null
            ? await Create.RunAsync(actor, new NewProject(OrganizationId, name, description))
            : await Edit.RunAsync(actor, Project.Id, new ProjectEdit { Name = name, Description = description, Version = version });
        saving = false;
        failure = result.Failure;
        if (result.Ok)
        {
            await OpenChanged.InvokeAsync(false);
            await OnSaved.InvokeAsync(result.Value.Id);
        }
        else if (failure!.Kind == FailureKind.Conflict && Project is not null)
        {
            // Told once; who saves again has been told.
            version = Project.Version;
        }
    }
}
