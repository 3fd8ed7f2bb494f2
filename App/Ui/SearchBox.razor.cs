using Microsoft.AspNetCore.Components;

namespace TaskHub.Ui;

/// <summary>The box of a search whose words stand in the address: it asks for another address once the typing pauses.</summary>
public sealed partial class SearchBox : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly HashSet<string> asked = [];
    private string text = string.Empty;
    private string seen = string.Empty;
    private CancellationTokenSource? typing;

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter]
    public string? Placeholder { get; set; }

    [Parameter]
    public string? Class { get; set; }

    /// <summary>The words in the address.</summary>
    [Parameter, EditorRequired]
    public string Value { get; set; } = "";

    /// <summary>Hears the words, without spaces around them, once they are others than those in the address.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnSearch { get; set; }

    /// <summary>What else the field has.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    public void Dispose() => typing?.Cancel();

    protected override void OnParametersSet()
    {
        // An address that this box asked for may arrive late, when more is typed already: the box is ahead of it and stays. One that came
        // by itself (back, a link) is followed.
        if (Value != seen)
        {
            seen = Value;
            text = asked.Remove(seen) ? text : seen;
        }
    }

    private async Task TypedAsync(string? typed)
    {
        text = typed ?? string.Empty;
        typing?.Cancel();
        typing = new CancellationTokenSource();
        try
        {
            await Task.Delay(Pause, Clock, typing.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        var words = text.Trim();
        if (words != seen)
        {
            asked.Add(words);
            await OnSearch.InvokeAsync(words);
        }
    }
}
