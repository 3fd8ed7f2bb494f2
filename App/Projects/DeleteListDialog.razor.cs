using Microsoft.AspNetCore.Components;
using TaskHub.Identity;

namespace TaskHub.Projects;

/// <summary>Deletes a task list; where it holds tasks, asks where they go.</summary>
public sealed partial class DeleteListDialog
{
    private long target;
    private string? problem;

    [Parameter]
    public bool Open { get; set; }

    [Parameter]
    public EventCallback<bool> OpenChanged { get; set; }

    [Parameter]
    public ListRow? List { get; set; }

    /// <summary>How many tasks it holds.</summary>
    [Parameter]
    public int Tasks { get; set; }

    /// <summary>The other lists of the project.</summary>
    [Parameter]
    public IReadOnlyList<ListRow> Others { get; set; } = [];

    /// <summary>Deletes the list, its tasks moving to the given one; answers what went wrong.</summary>
    [Parameter, EditorRequired]
    public Func<long?, Task<Failure?>> OnDelete { get; set; } = default!;

    protected override void OnParametersSet()
    {
        if (!Others.Any(o => o.Id == target))
        {
            (target, problem) = (Others.Count > 0 ? Others[0].Id : 0, null);
        }
    }

    private async Task DeleteAsync()
    {
        problem = (await OnDelete(Tasks > 0 ? target : null))?.Message;
        if (problem is null)
        {
            await OpenChanged.InvokeAsync(false);
        }
    }
}
