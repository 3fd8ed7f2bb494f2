using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using TaskHub.Ui;

namespace TaskHub.Tasks;

/// <summary>
/// A name that is edited where it stands: Enter or leaving saves, Esc gives up. What is half typed survives a reload, and waits to be saved or
/// discarded then. What someone else made of it meanwhile is told first.
/// </summary>
public abstract class NameEditor : ComponentBase
{
    private string? late;
    private string? looked;

    /// <summary>Who changed the name last.</summary>
    [Parameter]
    public string? ChangedBy { get; set; }

    [Inject]
    protected IJSRuntime Js { get; set; } = default!;

    protected FieldDraft<string> Draft { get; } = new(StringComparer.Ordinal);

    /// <summary>The name as it is saved.</summary>
    protected abstract string Saved { get; }

    protected abstract string DraftKey { get; }

    protected string? Base => Draft.Began is { } began ? TaskDrafts.Mark(began) : late;

    /// <summary>What is typed came back from an earlier visit, and nobody has gone on with it yet.</summary>
    protected bool Restored { get; private set; }

    /// <summary>What is wrong with what is typed.</summary>
    protected string? Problem { get; set; }

    protected override void OnParametersSet()
    {
        // What came back may have been ended elsewhere, on a card of the board.
        looked = Restored && Saved != Draft.Theirs ? null : looked;
        Draft.Hear(Saved, ChangedBy);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (looked != DraftKey)
        {
            looked = DraftKey;
            Resume(await Js.DraftAsync(DraftKey));
        }
    }

    /// <summary>Saves the name; answers whether it is saved.</summary>
    protected abstract Task<bool> StoreAsync(string name);

    protected void Enter()
    {
        Restored = false;
        Draft.Enter();
    }

    protected async Task GiveUpAsync()
    {
        End(saved: false);
        await Js.ClearDraftAsync(DraftKey);
    }

    protected Task SaveAsync() => Draft.InConflict ? Task.CompletedTask : OverwriteAsync();

    protected async Task OverwriteAsync()
    {
        if (!Draft.Typed)
        {
            End(saved: false);
        }
        else if (await StoreAsync(Draft.Mine!.Trim()))
        {
            End(saved: true);
            await Js.ClearDraftAsync(DraftKey);
        }
    }

    private void Resume(KeptDraft? kept)
    {
        if (kept is null || kept.Value == Saved)
        {
            if (Restored)
            {
                End(saved: false);
                StateHasChanged();
            }

            return;
        }

        if (kept.Base is not null && kept.Base != TaskDrafts.Mark(Saved))
        {
            late = kept.Base;
            Draft.EnterLate(ChangedBy);
        }

        Draft.Type(kept.Value);
        Restored = true;
        StateHasChanged();
    }

    private void End(bool saved)
    {
        (Problem, Restored) = (null, false);
        Draft.Leave(saved);
    }
}
