using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Live;

namespace TaskHub.Tasks;

/// <summary>Gives the colors of a project's labels to all that stands in it, and keeps them up with what others choose.</summary>
public sealed partial class LabelColorsOf : IDisposable
{
    private LabelColors? colors;
    private long watched;
    private IDisposable? subscription;

    [Parameter, EditorRequired]
    public long ProjectId { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    private FindLabelColors Find { get; set; } = default!;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private LiveTopics Live { get; set; } = default!;

    public void Dispose() => subscription?.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        if (watched != ProjectId)
        {
            watched = ProjectId;
            subscription?.Dispose();
            subscription = RendererInfo.IsInteractive ? Live.Subscribe([Topic.Labels(watched)], () => InvokeAsync(LoadAsync)) : null;
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var now = await Current.FindAsync() is { } actor ? await Find.RunAsync(actor, ProjectId) : new([]);
        if (!now.Same(colors))
        {
            colors = now;
            StateHasChanged();
        }
    }
}
