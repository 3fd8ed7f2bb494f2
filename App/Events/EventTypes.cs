namespace TaskHub.Events;

/// <summary>The eleven kinds of events (contract, section 4).</summary>
public static class EventTypes
{
    public const string TaskCreated = "task.created";
    public const string TaskUpdated = "task.updated";
    public const string TaskCompleted = "task.completed";
    public const string TaskReopened = "task.reopened";
    public const string TaskDeleted = "task.deleted";
    public const string CommentCreated = "comment.created";
    public const string CommentUpdated = "comment.updated";
    public const string CommentDeleted = "comment.deleted";
    public const string ProjectCreated = "project.created";
    public const string ProjectUpdated = "project.updated";
    public const string ProjectDeleted = "project.deleted";

    /// <summary>All of them, in the order in which people are shown them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        TaskCreated, TaskUpdated, TaskCompleted, TaskReopened, TaskDeleted,
        CommentCreated, CommentUpdated, CommentDeleted,
        ProjectCreated, ProjectUpdated, ProjectDeleted,
    ];
}
