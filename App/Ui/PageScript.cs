using Microsoft.JSInterop;

namespace TaskHub.Ui;

/// <summary>What a component has started in its page.</summary>
public static class PageScript
{
    /// <summary>Ends it, if it was ever started.</summary>
    public static async ValueTask StopAsync(this IJSObjectReference? script)
    {
        try
        {
            if (script is not null)
            {
                await script.InvokeVoidAsync("stop");
                await script.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and what listened in it.
        }
    }
}
