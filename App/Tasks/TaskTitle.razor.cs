using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>The title of a task.</summary>
public sealed partial class TaskTitle
{
    [Parameter, EditorRequired]
    public TaskView Task { get; set; } = default!;

    /// <summary>Saves one field; answers what went wrong.</summary>
    [Parameter, EditorRequired]
    public Func<TaskEdit, Func<TaskView, object?>, Task<Failure?>> Save { get; set; } = default!;

    protected override string Saved => Task.Name;

    protected override string DraftKey => TaskDrafts.Title(Task.Id);

    protected override async Task<bool> StoreAsync(string name)
    {
        Problem = (await Save(new TaskEdit { Name = name }, t => t.Name))?.Message;
        return Problem is null;
    }

    private async Task TypeAsync(string? typed)
    {
        var text = typed ?? string.Empty;

        // A title is one line: Enter ends it, and line breaks in what was pasted become spaces.
        Draft.Type(text.ReplaceLineEndings(" "));
        if (text.EndsWith('\n'))
        {
            Draft.Type(Draft.Mine!.TrimEnd());
            await SaveAsync();
        }
    }

    private Task KeyAsync(KeyboardEventArgs key) => key.Key == "Escape" ? GiveUpAsync() : System.Threading.Tasks.Task.CompletedTask;
}
