using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace TaskHub.Ui;

/// <summary>The keyboard's place on the page.</summary>
public static class Focus
{
    /// <summary>Gives the focus to an element when what had it is gone; takes it from nobody.</summary>
    public static ValueTask KeepFocusAsync(this IJSRuntime js, ElementReference element) => js.InvokeVoidAsync("taskhub.keepFocus", element);
}
