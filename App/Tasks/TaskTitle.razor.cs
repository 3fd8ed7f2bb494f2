using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using TaskHub.Identity;
using TaskHub.Ui;

namespace TaskHub.Tasks;

/// <summary>
/// The title, edited where it stands: Enter or leaving saves, Esc gives up. What is half typed survives a reload, and waits to be saved or
/// discarded then. What someone else made of it meanwhile is told first.
/// </summary>
public sealed partial class TaskTitle
{
    private readonly FieldDraft<string> draft = new(StringComparer.Ordinal);
    private string? problem;
    private string? late;
    private bool restored;
    private long looked;

    [Parameter, EditorRequired]
    public TaskView Task { get; set; } = default!;

    /// <summary>Who changed the title last.</summary>
    [Parameter]
    public string? ChangedBy { get; set; }

    /// <summary>Saves one field; answers what went wrong.</summary>
    [Parameter, EditorRequired]
    public Func<TaskEdit, Func<TaskView, object?>, Task<Failure?>> Save { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private string DraftKey => TaskDrafts.Title(Task.Id);

    private string? Base => draft.Began is { } began ? TaskDrafts.Mark(began) : late;

    protected override void OnParametersSet()
    {
        // What came back may have been ended elsewhere, on a card of the board.
        looked = restored && Task.Name != draft.Theirs ? 0 : looked;
        draft.Hear(Task.Name, ChangedBy);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (looked != Task.Id)
        {
            looked = Task.Id;
            Resume(await Js.DraftAsync(DraftKey));
        }
    }

    private void Resume(KeptDraft? kept)
    {
        if (kept is null || kept.Value == Task.Name)
        {
            if (restored)
            {
                End(saved: false);
                StateHasChanged();
            }

            return;
        }

        if (kept.Base is not null && kept.Base != TaskDrafts.Mark(Task.Name))
        {
            late = kept.Base;
            draft.EnterLate(ChangedBy);
        }

        draft.Type(kept.Value);
        restored = true;
        StateHasChanged();
    }

    private void Enter()
    {
        restored = false;
        draft.Enter();
    }

    private async Task TypeAsync(string? typed)
    {
        var text = typed ?? string.Empty;

        // A title is one line: Enter ends it, and line breaks in what was pasted become spaces.
        draft.Type(text.ReplaceLineEndings(" "));
        if (text.EndsWith('\n'))
        {
            draft.Type(draft.Mine!.TrimEnd());
            await SaveAsync();
        }
    }

    private Task KeyAsync(KeyboardEventArgs key) => key.Key == "Escape" ? GiveUpAsync() : System.Threading.Tasks.Task.CompletedTask;

    private async Task GiveUpAsync()
    {
        End(saved: false);
        await Js.ClearDraftAsync(DraftKey);
    }

    private void End(bool saved)
    {
        (problem, restored) = (null, false);
        draft.Leave(saved);
    }

    private Task SaveAsync() => draft.InConflict ? System.Threading.Tasks.Task.CompletedTask : OverwriteAsync();

    private async Task OverwriteAsync()
    {
        if (!draft.Typed)
        {
            End(saved: false);
            return;
        }

        var name = draft.Mine!.Trim();
        problem = (await Save(new TaskEdit { Name = name }, t => t.Name))?.Message;
        if (problem is null)
        {
            End(saved: true);
            await Js.ClearDraftAsync(DraftKey);
        }
    }
}
