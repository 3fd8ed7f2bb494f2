using Microsoft.JSInterop;

namespace TaskHub.Ui;

/// <summary>A field with <c>data-draft="key"</c> survives reloads and restarts, until the page says that its text has arrived.</summary>
public static class Drafts
{
    public static ValueTask ClearDraftAsync(this IJSRuntime js, string key) => js.InvokeVoidAsync("taskhub.clearDraft", key);
}
