using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using TaskHub.Identity;
using TaskHub.Ui;

namespace TaskHub.Comments;

/// <summary>Where a comment is written. What is typed survives a reload, until it has been sent.</summary>
public sealed partial class CommentBox
{
    private string? body;
    private string? problem;
    private bool sending;
    private MarkdownEditor editor = default!;

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

    private async Task SendAsync()
    {
        if (sending || string.IsNullOrWhiteSpace(body))
        {
            return;
        }

        sending = true;
        var sent = body;
        var result = await Create.RunAsync(await Current.GetAsync(), new NewComment(TaskId, sent));
        sending = false;
        problem = result.Failure?.Message;
        if (result.Ok)
        {
            // Who types on while the comment is sent has begun the next one.
            body = body.StartsWith(sent, StringComparison.Ordinal) ? body[sent.Length..] : body;
            editor.Write();
            if (body.Length == 0)
            {
                await Js.ClearDraftAsync(Draft);
            }

            await OnSent.InvokeAsync();
        }
    }
}
