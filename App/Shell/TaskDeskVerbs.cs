using TaskHub.Activity;
using TaskHub.Comments;
using TaskHub.Tasks;

namespace TaskHub;

/// <summary>What the desk of a task asks and does.</summary>
public sealed record TaskDeskVerbs(
    FindTask Find, FindComments Comments, TaskHistory History, EditTaskField EditField, CompleteTask Complete, ReopenTask Reopen, DeleteTask Delete,
    RestoreTask Restore, FindTrash Trash, WatchTask Watch, SaveTemplate SaveTemplate, MarkNotifications Marks);
