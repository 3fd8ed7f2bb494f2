using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using TaskHub.Ui;

namespace TaskHub.Tasks;

/// <summary>The name of a subtask, edited where it stands as a title is: Enter or leaving saves, Esc gives up, what is half typed is kept.</summary>
public sealed partial class StepName
{
    private readonly FieldDraft<string> draft = new(StringComparer.Ordinal);
    private string? late;
    private bool restored;

    [Parameter, EditorRequired]
    public StepView Step { get; set; } = default!;

    /// <summary>Who named it last.</summary>
    [Parameter]
    public string? ChangedBy { get; set; }

    /// <summary>Saves the name; answers whether it is saved.</summary>
    [Parameter, EditorRequired]
    public Func<string, Task<bool>> Save { get; set; } = default!;

    /// <summary>Any other key.</summary>
    [Parameter]
    public EventCallback<KeyboardEventArgs> OnKey { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private string DraftKey => TaskDrafts.Step(Step.Id);

    private string? Base => draft.Began is { } began ? TaskDrafts.Mark(began) : late;

    protected override void OnParametersSet() => draft.Hear(Step.Name, ChangedBy);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || await Js.DraftAsync(DraftKey) is not { } kept || kept.Value == Step.Name)
        {
            return;
        }

        if (kept.Base is not null && kept.Base != TaskDrafts.Mark(Step.Name))
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

    private void Type(string? typed) => draft.Type(typed ?? string.Empty);

    private Task KeyAsync(KeyboardEventArgs key) => key.Key switch
    {
        "Enter" => SaveAsync(),
        "Escape" => GiveUpAsync(),
        _ => OnKey.InvokeAsync(key),
    };

    private async Task GiveUpAsync()
    {
        restored = false;
        draft.Leave(saved: false);
        await Js.ClearDraftAsync(DraftKey);
    }

    private Task SaveAsync() => draft.InConflict ? Task.CompletedTask : OverwriteAsync();

    private async Task OverwriteAsync()
    {
        if (!draft.Typed)
        {
            draft.Leave(saved: false);
        }
        else if (await Save(draft.Mine!.Trim()))
        {
            restored = false;
            draft.Leave(saved: true);
            await Js.ClearDraftAsync(DraftKey);
        }
    }
}
