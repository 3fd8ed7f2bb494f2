using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using TaskHub.Identity;
using TaskHub.Ui;

namespace TaskHub.Comments;

/// <summary>A comment in its thread; its author edits and deletes it, an administrator deletes it.</summary>
public sealed partial class CommentItem
{
    private const int Beginning = 60;

    private bool editing;
    private bool focus;
    private bool ended;
    private ElementReference element;
    private string? body;
    private string? problem;
    private MarkdownEditor? editor;
    private ConfirmDialog confirm = default!;

    [Parameter, EditorRequired]
    public CommentView Comment { get; set; } = default!;

    /// <summary>The reader wrote it.</summary>
    [Parameter]
    public bool Mine { get; set; }

    [Parameter]
    public bool MayDelete { get; set; }

    /// <summary>Who can be named.</summary>
    [Parameter]
    public IReadOnlyList<string> Names { get; set; } = [];

    [Parameter, EditorRequired]
    public long TaskId { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    /// <summary>The reader wants to answer to this text.</summary>
    [Parameter]
    public EventCallback<string> OnQuote { get; set; }

    [Inject]
    private EditComment Edit { get; set; } = default!;

    [Inject]
    private DeleteComment Delete { get; set; } = default!;

    [Inject]
    private ReactToComment React { get; set; } = default!;

    [Inject]
    private PublicUrl Urls { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    private string Address => $"/app/tasks/{TaskId}#comment-{Comment.Id}";

    // A kept draft comes back only over the text that it began from.
    private string Draft => $"comment-edit-{Comment.Id}-{Comment.UpdatedAt.ToUnixTimeMilliseconds()}";

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus && editor is not null)
        {
            focus = false;
            await editor.FocusAsync();
        }

        if (ended && !editing)
        {
            ended = false;
            await Js.KeepFocusAsync(element);
        }
    }

    private void Begin() => (editing, focus, body, problem) = (true, true, Comment.Body, null);

    private async Task SaveAsync()
    {
        var result = await Edit.RunAsync(await Current.GetAsync(), Comment.Id, body ?? string.Empty);
        problem = result.Failure?.Message;
        if (result.Ok)
        {
            await EndAsync();
            await OnChanged.InvokeAsync();
        }
    }

    private async Task EndAsync()
    {
        (editing, ended) = (false, true);
        await Js.ClearDraftAsync(Draft);
    }

    private async Task ReactAsync(string sign)
    {
        var result = await React.RunAsync(await Current.GetAsync(), Comment.Id, sign);
        if (!result.Ok)
        {
            Toasts.Error(result.Failure.Message);
        }

        await OnChanged.InvokeAsync();
    }

    private async Task DeleteAsync()
    {
        var text = Comment.Body.ReplaceLineEndings(" ");
        var beginning = text.Length <= Beginning ? text : string.Concat(text.AsSpan(0, Beginning), "…");
        if (!await confirm.AskAsync(new(CommentsText.DeleteTitle, CommentsText.DeleteText(beginning), CommentsText.DeleteAction)))
        {
            return;
        }

        var result = await Delete.RunAsync(await Current.GetAsync(), Comment.Id);
        if (!result.Ok)
        {
            Toasts.Error(result.Failure.Message);
        }

        await OnChanged.InvokeAsync();
    }
}
