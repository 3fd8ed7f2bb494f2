using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using TaskHub.Identity;
using TaskHub.Ui;

namespace TaskHub.Comments;

/// <summary>Where a comment is written. What is typed survives a reload, until it has been sent.</summary>
public sealed partial class CommentBox : IAsyncDisposable
{
    private string? body;
    private string? problem;
    private bool sending;
    private string? posted;
    private MarkdownEditor editor = default!;
    private ElementReference element;
    private bool gone;
    private IJSObjectReference? hands;
    private DotNetObjectReference<CommentBox>? self;

    [Parameter, EditorRequired]
    public long TaskId { get; set; }

    /// <summary>Who can be named.</summary>
    [Parameter]
    public IReadOnlyList<string> Names { get; set; } = [];

    [Parameter]
    public EventCallback OnSent { get; set; }

    [Inject]
    private CreateComment Create { get; set; } = default!;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private string Draft => string.Create(CultureInfo.InvariantCulture, $"comment-{TaskId}");

    /// <summary>Begins an answer to what somebody said, below whatever has been typed.</summary>
    public async Task QuoteAsync(string said)
    {
        var quoted = string.Join('\n', said.ReplaceLineEndings("\n").Split('\n').Select(line => $"> {line}"));
        body = string.IsNullOrWhiteSpace(body) ? $"{quoted}\n\n" : $"{body.TrimEnd()}\n\n{quoted}\n\n";
        editor.Write();
        StateHasChanged();
        await editor.FocusAsync();
    }

    /// <summary>Called by the browser with what was in the box, which it has emptied: answers whether that is a comment now.</summary>
    /// <param name="id">Names this attempt.</param>
    /// <param name="text">The comment.</param>
    [JSInvokable]
    public async Task<bool> PostAsync(string id, string text)
    {
        var result = await Create.RunAsync(await Current.GetAsync(), new NewComment(TaskId, text));
        problem = result.Failure?.Message;
        if (result.Ok)
        {
            posted = id;
            editor.Write();
            await OnSent.InvokeAsync();
        }

        StateHasChanged();
        return result.Ok;
    }

    /// <summary>Called by the browser when it has heard no answer to <see cref="PostAsync"/>.</summary>
    [JSInvokable]
    public bool HasPosted(string id) => id == posted;

    public async ValueTask DisposeAsync()
    {
        gone = true;
        self?.Dispose();
        await hands.StopAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        self = DotNetObjectReference.Create(this);
        var module = await Js.InvokeAsync<IJSObjectReference>("import", "./App/Comments/CommentBox.razor.js");
        if (gone)
        {
            return;
        }

        hands = await module.InvokeAsync<IJSObjectReference>("start", element, self, CommentsText.NotSent);
        await module.DisposeAsync();
    }

    // For whoever is quicker than the script, which otherwise takes the text out of the box before this could.
    private async Task SendAsync()
    {
        if (sending || string.IsNullOrWhiteSpace(body))
        {
            return;
        }

        sending = true;
        var sent = body;
        if (await PostAsync(string.Empty, sent))
        {
            body = body.StartsWith(sent, StringComparison.Ordinal) ? body[sent.Length..] : body;
            await Js.ClearDraftAsync(Draft);
        }

        sending = false;
    }
}
