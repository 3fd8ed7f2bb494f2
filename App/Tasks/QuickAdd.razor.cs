using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using TaskHub.Ui;

namespace TaskHub.Tasks;

/// <summary>A line at the foot of a column, in which tasks are written one after the other.</summary>
public sealed partial class QuickAdd
{
    private readonly string hintId = ElementId.New("quick");
    private bool open;
    private bool opened;
    private bool closed;
    private QuickLine? line;
    private ElementReference input;
    private ElementReference button;

    /// <summary>Who and when a line may speak of; null until that is known.</summary>
    [Parameter]
    public QuickContext? Context { get; set; }

    /// <summary>What was typed and is no task yet is kept under this key.</summary>
    [Parameter]
    public string? DraftKey { get; set; }

    /// <summary>The one that a key opens from anywhere on the page.</summary>
    [Parameter]
    public bool First { get; set; }

    [CascadingParameter]
    public LabelColors? Colors { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (opened)
        {
            opened = false;
            await input.FocusAsync();
        }

        if (closed)
        {
            closed = false;
            await Js.KeepFocusAsync(button);
        }
    }

    private void Open() => (open, opened, line) = (true, true, null);

    // Of several lines each is a task of its own, and none is told apart.
    private void Read(ChangeEventArgs typed) =>
        line = Context is not null && (typed.Value as string)?.Trim() is { Length: > 0 } text && !text.Contains('\n', StringComparison.Ordinal) ? QuickLine.Read(text, Context) : null;

    // Enter is the browser's: it empties the field and hands the text to the board, so that the next line can be typed without waiting.
    private void Key(KeyboardEventArgs key)
    {
        if (open && key.Key == "Escape")
        {
            (open, closed) = (false, true);
        }

        line = key.Key == "Enter" ? null : line;
    }
}
