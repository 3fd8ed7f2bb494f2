using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Ui;

namespace TaskHub.Tasks;

/// <summary>The labels of a project: their colors, and what renames or removes them everywhere.</summary>
public sealed partial class LabelsDialog : IDisposable
{
    private readonly string hintId = ElementId.New("label");
    private readonly Dictionary<string, ElementReference> pencils = [];
    private IReadOnlyList<LabelRow>? labels;
    private Failure? failure;
    private string? editing;
    private string typed = string.Empty;
    private string? problem;
    private bool began;
    private (string Text, Func<Task> Undo)? done;
    private string? left;
    private ElementReference input;
    private ElementReference list;
    private IDisposable? subscription;

    [Parameter, EditorRequired]
    public long ProjectId { get; set; }

    [Parameter]
    public bool Open { get; set; }

    [Parameter]
    public EventCallback<bool> OpenChanged { get; set; }

    [Inject]
    private LabelVerbs Verbs { get; set; } = default!;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private LiveTopics Live { get; set; } = default!;

    [Inject]
    private OfferUndo Undo { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    /// <summary>The label that has the typed name already, and is not the one that is renamed.</summary>
    private LabelRow? Other => labels?.FirstOrDefault(l => l.Name != editing && CountLabels.Is(l.Name, Names.Tidy(typed)));

    public void Dispose() => subscription?.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        if (!Open)
        {
            subscription?.Dispose();
            (subscription, labels, failure, editing, done) = (null, null, null, null, null);
        }
        else if (subscription is null)
        {
            subscription = Live.Subscribe([Topic.Labels(ProjectId), Topic.Project(ProjectId)], () => InvokeAsync(LoadAsync));
            await LoadAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (began)
        {
            began = false;
            await input.FocusAsync();
        }
        else if (left is not null)
        {
            // What had the focus is gone: to the label's own button, or to the list where the label is gone too.
            var place = labels?.Any(l => l.Name == left) == true && pencils.TryGetValue(left, out var pencil) ? pencil : list;
            left = null;
            if (labels is { Count: > 0 })
            {
                await place.FocusAsync();
            }
        }
    }

    private async Task LoadAsync()
    {
        if (Open && await Current.FindAsync() is { } actor)
        {
            var found = await Verbs.Count.RunAsync(actor, ProjectId);
            (labels, failure) = (found.Ok ? found.Value : null, found.Failure);
            StateHasChanged();
        }
    }

    private void Begin(LabelRow label) => (editing, typed, problem, began) = (label.Name, label.Name, null, true);

    private void GiveUp() => (left, editing) = (editing, null);

    private Task KeyAsync(KeyboardEventArgs key)
    {
        if (key.Key == "Escape")
        {
            GiveUp();
        }

        return key is { Key: "Enter", IsComposing: false } ? RenameAsync() : Task.CompletedTask;
    }

    private async Task RenameAsync()
    {
        if (editing is not { } from || Names.Tidy(typed) == from)
        {
            GiveUp();
            return;
        }

        var result = await Verbs.Rename.RunAsync(await Current.GetAsync(), ProjectId, from, typed);
        problem = result.Failure?.Of("name") ?? result.Failure?.Message;
        if (result.Ok)
        {
            var to = result.Value.Name!;
            var followed = Follow(from, to);
            Did(result.Value.Back, TasksText.LabelRenamed(from, to, result.Value.Back.Tasks.Count), followed ? () => Follow(to, from) : null);
            await LoadAsync();
            (editing, left) = (null, to);
        }
    }

    private async Task RemoveAsync(LabelRow label)
    {
        var result = await Verbs.Remove.RunAsync(await Current.GetAsync(), ProjectId, label.Name);
        if (result.Ok)
        {
            Did(result.Value.Back, TasksText.LabelRemoved(label.Name, result.Value.Back.Tasks.Count));
            left = label.Name;
        }

        Tell(result.Failure);
        await LoadAsync();
    }

    private async Task ColorAsync(LabelRow label, LabelHue? hue)
    {
        Tell((await Verbs.Color.RunAsync(await Current.GetAsync(), ProjectId, label.Name, hue)).Failure);
        await LoadAsync();
    }

    private void Did(LabelBack back, string text, Action? after = null) => done = (text, Undo.Show(back, text, after));

    private async Task UndoAsync()
    {
        if (done is { } last)
        {
            (done, left) = (null, string.Empty);
            await last.Undo();
            await LoadAsync();
        }
    }

    // The page that asks for the label by its old name asks for the new one.
    private bool Follow(string from, string to)
    {
        var at = Navigation.Uri.IndexOf('?', StringComparison.Ordinal);
        if (at > 0 && TaskFilter.Relabeled(Navigation.Uri[(at + 1)..], from, to) is var query && query != Navigation.Uri[(at + 1)..])
        {
            Navigation.NavigateTo($"{Navigation.Uri[..at]}?{query}", replace: true);
            return true;
        }

        return false;
    }

    private void Tell(Failure? failed)
    {
        if (failed is not null)
        {
            Toasts.Error(TasksText.NotSaved(failed.Message));
        }
    }
}
