using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace TaskHub.Tasks;

/// <summary>One line at the foot of a column: Enter adds a task and stays for the next, Esc closes.</summary>
public sealed partial class QuickAdd
{
    private bool open;
    private bool focus;
    private string name = string.Empty;
    private ElementReference input;

    /// <summary>Adds a task of this name; false leaves the text where it is.</summary>
    [Parameter, EditorRequired]
    public Func<string, Task<bool>> OnAdd { get; set; } = default!;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus)
        {
            focus = false;
            await input.FocusAsync();
        }
    }

    private void Open() => (open, focus) = (true, true);

    private void Leave() => open = name.Trim().Length > 0;

    private async Task KeyAsync(KeyboardEventArgs key)
    {
        if (key.Key == "Escape")
        {
            (open, name) = (false, string.Empty);
        }
        else if (key.Key == "Enter" && name.Trim() is { Length: > 0 } wanted)
        {
            // Emptied at once, so that the next one can be typed while this one is saved.
            name = string.Empty;
            if (!await OnAdd(wanted) && name.Length == 0)
            {
                name = wanted;
            }
        }
    }
}
