using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using TaskHub.Identity;
using TaskHub.Ui;

namespace TaskHub.Tasks;

/// <summary>The description in Markdown, read and edited. What is typed survives a reload; what others wrote meanwhile is told first.</summary>
public sealed partial class TaskDescription
{
    private readonly FieldDraft<string> draft = new(StringComparer.Ordinal);
    private bool editing;
    private bool focus;
    private bool ended;
    private ElementReference edit;
    private string? problem;
    private string? from;
    private KeptDraft? kept;
    private long looked;
    private MarkdownEditor? editor;

    [Parameter, EditorRequired]
    public TaskView Task { get; set; } = default!;

    /// <summary>Who changed the description last.</summary>
    [Parameter]
    public string? ChangedBy { get; set; }

    /// <inheritdoc cref="TaskTitle.Save"/>
    [Parameter, EditorRequired]
    public Func<TaskEdit, Func<TaskView, object?>, Task<Failure?>> Save { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private string DraftKey => TaskDrafts.Description(Task.Id);

    private string NameOfText => TaskDrafts.Mark(Task.Description);

    protected override void OnParametersSet() => draft.Hear(Task.Description, ChangedBy);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (looked != Task.Id)
        {
            looked = Task.Id;
            kept = await Js.DraftAsync(DraftKey);
            StateHasChanged();
        }

        if (focus && editor is not null)
        {
            focus = false;
            await editor.FocusAsync();
        }

        if (ended && !editing && kept is null)
        {
            ended = false;
            await Js.KeepFocusAsync(edit);
        }
    }

    // What is kept comes back into the field by itself. Where the text has changed since, that is a conflict, and the person chooses.
    private void Begin()
    {
        from = kept?.Base ?? NameOfText;
        if (from == NameOfText)
        {
            draft.Enter();
        }
        else
        {
            draft.EnterLate(ChangedBy);
        }

        (editing, focus, problem, kept) = (true, true, null, null);
    }

    private async Task DiscardAsync()
    {
        kept = null;
        await Js.ClearDraftAsync(DraftKey);
    }

    private async Task CancelAsync()
    {
        draft.Leave(saved: false);
        await EndAsync();
    }

    private Task SaveAsync() => draft.InConflict ? System.Threading.Tasks.Task.CompletedTask : OverwriteAsync();

    private async Task OverwriteAsync()
    {
        if (draft.Typed)
        {
            problem = (await Save(new TaskEdit { Description = draft.Mine! }, t => t.Description))?.Message;
            if (problem is not null)
            {
                return;
            }
        }

        draft.Leave(saved: true);
        await EndAsync();
    }

    private async Task EndAsync()
    {
        (editing, ended, problem) = (false, true, null);
        await Js.ClearDraftAsync(DraftKey);
    }
}
