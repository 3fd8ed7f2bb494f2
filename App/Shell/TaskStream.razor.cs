using Microsoft.AspNetCore.Components;
using TaskHub.Activity;
using TaskHub.Comments;
using TaskHub.Identity;
using TaskHub.Projects;

namespace TaskHub;

/// <summary>Comments and changes of a task as one stream, oldest first, and the box for the next comment at its end.</summary>
public sealed partial class TaskStream
{
    private StreamKind shown;
    private string? asked;
    private IReadOnlyList<string> names = [];
    private CommentBox box = default!;

    [Parameter, EditorRequired]
    public long TaskId { get; set; }

    [Parameter, EditorRequired]
    public long OrganizationId { get; set; }

    [Parameter, EditorRequired]
    public Actor Reader { get; set; } = default!;

    [Parameter, EditorRequired]
    public CommentThread Thread { get; set; } = default!;

    /// <summary>Newest first, as it is found.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<HistoryEntry> History { get; set; } = [];

    /// <summary>Who can be named.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<Person> People { get; set; } = [];

    [Parameter, EditorRequired]
    public IReadOnlyList<ListRow> Lists { get; set; } = [];

    /// <summary>There is more before what is given.</summary>
    [Parameter]
    public bool HasEarlier { get; set; }

    [Parameter]
    public EventCallback OnEarlier { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    protected override void OnParametersSet() => names = [.. People.Select(p => p.Name)];

    private IEnumerable<Item> Items
    {
        get
        {
            var words = new ChangeWords(Lists);
            var comments = shown == StreamKind.Changes ? [] : Thread.Comments.Select(c => new Item($"c{c.Id}", c.CreatedAt, c, null, string.Empty));
            var changes = shown == StreamKind.Comments
                ? []
                : History.Select(e => (Entry: e, Phrases: words.Say(e)))
                    .Where(e => e.Phrases.Count > 0)
                    .Select(e => new Item($"e{e.Entry.Id}", e.Entry.At, null, e.Entry, string.Join(", ", e.Phrases)));
            return comments.Concat(changes).OrderBy(i => i.At).ThenBy(i => i.Entry?.Id);
        }
    }

    private static string Name(StreamKind kind) => kind switch
    {
        StreamKind.Comments => ShellText.OnlyComments,
        StreamKind.Changes => ShellText.OnlyChanges,
        _ => ShellText.Everything,
    };

    private enum StreamKind
    {
        Everything,
        Comments,
        Changes,
    }

    private sealed record Item(string Key, DateTimeOffset At, CommentView? Comment, HistoryEntry? Entry, string Words);
}
