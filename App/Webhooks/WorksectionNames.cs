using TaskHub.Events;

namespace TaskHub.Webhooks;

/// <summary>
/// The names of the events in Worksection's words: what happened, an underscore, and to what. Its own lists have nine;
/// <c>reopen_task</c> stands in its examples only, and <c>delete_project</c> in its announcement, under the wrong description.
/// </summary>
public static class WorksectionNames
{
    private static readonly (string Type, string Name)[] Names =
    [
        (EventTypes.TaskCreated, "post_task"), (EventTypes.TaskUpdated, "update_task"), (EventTypes.TaskCompleted, "close_task"),
        (EventTypes.TaskReopened, "reopen_task"), (EventTypes.TaskDeleted, "delete_task"), (EventTypes.CommentCreated, "post_comment"),
        (EventTypes.CommentUpdated, "update_comment"), (EventTypes.CommentDeleted, "delete_comment"),
        (EventTypes.ProjectCreated, "post_project"), (EventTypes.ProjectUpdated, "update_project"),
        (EventTypes.ProjectDeleted, "delete_project"),
    ];

    private static readonly Dictionary<string, string> ByType = Names.ToDictionary(n => n.Type, n => n.Name, StringComparer.Ordinal);

    private static readonly Dictionary<string, string> ByName = Names.ToDictionary(n => n.Name, n => n.Type, StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Actions =
        Names.ToDictionary(n => n.Type, n => n.Name[..n.Name.IndexOf('_', StringComparison.Ordinal)], StringComparer.Ordinal);

    /// <summary>Tasks and subtasks are counted apart here and together there: a subtask's id is shown, and taken, as its own and this.</summary>
    public const long SubtaskIds = 1_000_000_000;

    /// <summary>The nine events of Worksection's own list.</summary>
    public static IReadOnlyList<string> Nine { get; } =
        [.. EventTypes.All.Where(type => type is not (EventTypes.TaskReopened or EventTypes.ProjectDeleted))];

    /// <summary>Worksection's name of an event, such as <c>post_task</c>.</summary>
    public static string NameOf(string type) => ByType[type];

    /// <summary>Worksection's word for what happened, such as <c>post</c>.</summary>
    public static string ActionOf(string type) => Actions[type];

    /// <summary>The event of one of Worksection's names; <c>null</c> when there is none.</summary>
    public static string? TypeOf(string name) => ByName.GetValueOrDefault(name);
}
