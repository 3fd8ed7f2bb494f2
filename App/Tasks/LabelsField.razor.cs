using System.Text.Json;
using Microsoft.AspNetCore.Components;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>The labels of a task; others are made while one types.</summary>
public sealed partial class LabelsField
{
    private string offered = "[]";
    private string? problem;

    [Parameter, EditorRequired]
    public IReadOnlyList<string> Labels { get; set; } = [];

    /// <summary>The project whose labels are offered.</summary>
    [Parameter]
    public long ProjectId { get; set; }

    [Parameter]
    public EventCallback<IReadOnlyList<string>> OnChange { get; set; }

    /// <summary>Where it is given, the list of labels also offers to manage them all.</summary>
    [Parameter]
    public EventCallback OnManage { get; set; }

    [CascadingParameter]
    public LabelColors? Colors { get; set; }

    [Inject]
    private FindLabels Find { get; set; } = default!;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    private async Task OfferAsync()
    {
        if (await Current.FindAsync() is { } actor)
        {
            var all = await Find.RunAsync(actor, ProjectId);
            offered = JsonSerializer.Serialize(all.Except(Labels, StringComparer.OrdinalIgnoreCase));
        }
    }

    // The browser keeps what is too long in the field, so that nothing is cut off unsaid.
    private void Measure(ChangeEventArgs typed) =>
        problem = Typed(typed).Select(l => l.Length).DefaultIfEmpty().Max() is > TaskItem.LabelLength and var length ? TasksText.LabelLimit(length) : null;

    private async Task AddAsync(ChangeEventArgs typed)
    {
        var labels = Typed(typed).Where(l => l.Length <= TaskItem.LabelLength && !Labels.Contains(l, StringComparer.OrdinalIgnoreCase)).ToList();
        if (labels.Count > 0)
        {
            await OnChange.InvokeAsync([.. Labels, .. labels]);
        }
    }

    private static IReadOnlyList<string> Typed(ChangeEventArgs typed) => TaskFilter.Values(typed.Value as string ?? "");
}
