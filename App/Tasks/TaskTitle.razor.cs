using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>The title, edited where it stands: Enter or leaving saves, Esc restores. What someone else made of it meanwhile is told first.</summary>
public sealed partial class TaskTitle
{
    private readonly FieldDraft<string> draft = new(StringComparer.Ordinal);
    private string? problem;

    [Parameter, EditorRequired]
    public TaskView Task { get; set; } = default!;

    /// <summary>Who changed the title last.</summary>
    [Parameter]
    public string? ChangedBy { get; set; }

    /// <summary>Saves one field; answers what went wrong.</summary>
    [Parameter, EditorRequired]
    public Func<TaskEdit, Func<TaskView, object?>, Task<Failure?>> Save { get; set; } = default!;

    protected override void OnParametersSet() => draft.Hear(Task.Name, ChangedBy);

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

    private void Key(KeyboardEventArgs key)
    {
        if (key.Key == "Escape")
        {
            problem = null;
            draft.Leave(saved: false);
        }
    }

    private Task SaveAsync() => draft.InConflict ? System.Threading.Tasks.Task.CompletedTask : OverwriteAsync();

    private async Task OverwriteAsync()
    {
        if (!draft.Typed)
        {
            draft.Leave(saved: false);
            return;
        }

        var name = draft.Mine!.Trim();
        problem = (await Save(new TaskEdit { Name = name }, t => t.Name))?.Message;
        if (problem is null)
        {
            draft.Leave(saved: true);
        }
    }
}
