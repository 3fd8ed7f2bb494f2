using Microsoft.JSInterop;

namespace TaskHub.Ui;

/// <summary>A field with <c>data-draft="key"</c> survives reloads and restarts, until the page says that its text has arrived.</summary>
public static class Drafts
{
    /// <summary>What is kept under a key; null when nothing is.</summary>
    public static ValueTask<KeptDraft?> DraftAsync(this IJSRuntime js, string key) => js.InvokeAsync<KeptDraft?>("taskhub.draftOf", key);

    /// <param name="js">The page.</param>
    /// <param name="key">The key.</param>
    /// <param name="sent">The text that has arrived, where its field may hold the next one by now; null for whatever is kept.</param>
    public static ValueTask ClearDraftAsync(this IJSRuntime js, string key, string? sent = null) => js.InvokeVoidAsync("taskhub.clearDraft", key, sent);
}

/// <summary>What somebody typed and did not save.</summary>
/// <param name="Value">The text.</param>
/// <param name="Base">What names the text that it began from, where the field gave that along.</param>
public sealed record KeptDraft(string Value, string? Base);
