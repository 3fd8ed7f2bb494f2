using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace TaskHub.Ui;

/// <summary>A text in Markdown, with its preview; Ctrl+Enter sends it.</summary>
public sealed partial class MarkdownEditor
{
    private bool previewing;

    // What stands in the text area. A key that goes by draws this editor without its parent, so what it draws must never be older than what
    // has been typed: the browser would be told to put back the text of some keys ago.
    private string? text;
    private string? given;
    private ElementReference area;

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string?> ValueChanged { get; set; }

    [Parameter, EditorRequired]
    public string Label { get; set; } = string.Empty;

    [Parameter]
    public string? Placeholder { get; set; }

    [Parameter]
    public int MaxLength { get; set; } = 65_536;

    /// <summary>Keeps what is typed under this key until the page says that it has arrived.</summary>
    [Parameter]
    public string? DraftKey { get; set; }

    /// <summary>Names the text that it began from, and is kept with it.</summary>
    [Parameter]
    public string? DraftBase { get; set; }

    /// <summary>Who is offered after an <c>@</c>.</summary>
    [Parameter]
    public IReadOnlyList<string> Names { get; set; } = [];

    /// <summary>Ctrl+Enter.</summary>
    [Parameter]
    public EventCallback OnSubmit { get; set; }

    /// <summary>Escape.</summary>
    [Parameter]
    public EventCallback OnCancel { get; set; }

    [Parameter]
    public RenderFragment? Buttons { get; set; }

    private string? Offered => Names.Count == 0 ? null : JsonSerializer.Serialize(Names);

    /// <summary>Puts the caret into the text.</summary>
    public ValueTask FocusAsync() => area.FocusAsync();

    /// <summary>Goes back from the preview, for the next text.</summary>
    public void Write() => previewing = false;

    /// <summary>A text that the parent gives anew replaces what was typed; the echo of what was typed does not.</summary>
    protected override void OnParametersSet()
    {
        if (Value != given)
        {
            given = text = Value;
        }
    }

    private Task TypeAsync(string? typed)
    {
        given = text = typed;
        return ValueChanged.InvokeAsync(typed);
    }

    private Task KeyAsync(KeyboardEventArgs key) => key switch
    {
        { Key: "Enter", CtrlKey: true } or { Key: "Enter", MetaKey: true } => OnSubmit.InvokeAsync(),
        { Key: "Escape" } => OnCancel.InvokeAsync(),
        _ => Task.CompletedTask,
    };
}
