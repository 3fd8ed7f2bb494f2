using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace TaskHub.Ui;

/// <summary>
/// The browser's own modal dialog: focus stays inside and returns to where it was, Esc closes. Its content exists only while it is
/// open, so a form in it begins anew each time.
/// </summary>
public partial class Dialog
{
    private readonly string titleId = ElementId.New("d");
    private ElementReference element;
    private bool shown;

    [Parameter]
    public bool Open { get; set; }

    [Parameter]
    public EventCallback<bool> OpenChanged { get; set; }

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter]
    public bool Wide { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>The buttons; the way out first, the deed last.</summary>
    [Parameter]
    public RenderFragment? Footer { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (shown == Open)
        {
            return;
        }

        shown = Open;
        await Js.InvokeVoidAsync(Open ? "taskhub.openDialog" : "taskhub.closeDialog", element);
    }

    // The reader closed it, by Esc or by the cross; when the page did, Open is false already.
    private Task ClosedAsync()
    {
        shown = false;
        return Open ? OpenChanged.InvokeAsync(false) : Task.CompletedTask;
    }
}
