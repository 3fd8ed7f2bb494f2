using System.Security.Cryptography;
using System.Text;
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
    private string? problem;
    private string? draftKey;
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

    protected override void OnParametersSet() => draft.Hear(Task.Description, ChangedBy);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus && editor is not null)
        {
            focus = false;
            await editor.FocusAsync();
        }
    }

    private void Begin()
    {
        draft.Enter();
        // A kept draft comes back only over the text that it began from: over a newer one it would overwrite unasked.
        var began = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Task.Description)), 0, 4);
        (editing, focus, problem, draftKey) = (true, true, null, $"description-{Task.Id}-{began}");
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
        (editing, problem) = (false, null);
        await Js.ClearDraftAsync(draftKey!);
    }
}
