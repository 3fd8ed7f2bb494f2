using Microsoft.AspNetCore.Components;
using TaskHub.Identity;

namespace TaskHub.Projects;

/// <summary>Makes a task list, or edits its name and its limit.</summary>
public sealed partial class ListDialog
{
    private string name = string.Empty;
    private int? limit;
    private string? problem;
    private string? limitProblem;
    private bool wasOpen;

    [Parameter]
    public bool Open { get; set; }

    [Parameter]
    public EventCallback<bool> OpenChanged { get; set; }

    /// <summary>The list to rename; null makes a new one.</summary>
    [Parameter]
    public ListRow? List { get; set; }

    /// <summary>Saves the name and the limit; answers what is wrong with them.</summary>
    [Parameter, EditorRequired]
    public Func<string, int?, Task<Failure?>> OnSave { get; set; } = default!;

    protected override void OnParametersSet()
    {
        if (Open && !wasOpen)
        {
            (name, limit, problem, limitProblem) = (List?.Name ?? string.Empty, List?.WipLimit, null, null);
        }

        wasOpen = Open;
    }

    private async Task SaveAsync()
    {
        var failure = await OnSave(name, limit);
        limitProblem = failure?.Errors?.GetValueOrDefault("wip_limit")?[0];
        problem = limitProblem is null ? failure?.Message : null;
        if (failure is null)
        {
            await OpenChanged.InvokeAsync(false);
        }
    }
}
