namespace TaskHub.Tasks;

/// <content>What the pages say.</content>
internal static partial class TasksText
{
    public const string Complete = "Complete";
    public const string Reopen = "Reopen";
    public const string Delete = "Delete task";
    public const string Save = "Save";
    public const string Cancel = "Cancel";
    public const string Edit = "Edit";
    public const string Close = "Close";

    public const string New = "New";
    public const string Open = "Open";
    public const string Hold = "On hold";
    public const string Resolved = "Resolved";
    public const string Rejected = "Rejected";

    public const string Title = "Title";
    public const string Key = "Key";
    public const string Status = "Status";
    public const string List = "List";
    public const string Person = "Assignee";
    public const string DueOn = "Due";
    public const string DueTime = "Time";
    public const string TimeNeedsDay = "A time needs a day: give due_on as well.";
    public const string StartOn = "Start";
    public const string PriorityName = "Priority";
    public const string Urgent = "Urgent";
    public const string Labels = "Labels";
    public const string Description = "Description";
    public const string Nobody = "Nobody";
    public const string NoPriority = "None";
    public const string CreatedBy = "Created by";
    public const string CreatedAt = "Created";
    public const string CompletedAt = "Completed";
    public const string NoDate = "None";
    public const string AddLabel = "Add a label…";
    public const string EditDescription = "Edit the description";
    public const string NoDescription = "Add a description…";
    public const string MarkdownHint = "Markdown: **bold**, _italic_, `code`, lists, links";

    public const string Overdue = "Overdue";
    public const string DueToday = "Today";
    public const string DueTomorrow = "Tomorrow";
    public const string DueYesterday = "Yesterday";

    public const string AddTask = "Add task";
    public const string NewTask = "New task";
    public const string NewTaskHint = "Enter adds it and stays, Esc closes. Lines that are pasted become a task each. A comma parts labels: #web,api. Quotes hold several words together: #\"next year\", @\"Mei Tanaka\".";
    public const string QuickHint = "!high @me #label fri 15:00";
    public const string Understood = "What the line says";
    public const string CreateTask = "Create task";
    public const string HiddenByFilter = "is added; the filter hides it.";
    public const string EmptyColumn = "No tasks";
    public const string EmptyColumnFiltered = "Nothing matches";
    public const string NoMatches = "No task matches";
    public const string NoMatchesText = "Other words, another status or another person may find some.";
    public const string NoTasks = "No tasks yet";
    public const string NoTasksText = "Write down the first thing that is to be done.";
    public const string ClearFilter = "Clear the filter";
    public const string Search = "Filter tasks";
    public const string AnyStatus = "Any status";
    public const string Active = "Not done";
    public const string Done = "Done";
    public const string Anyone = "Anyone";
    public const string Me = "Me";

    public const string MoveTo = "Move to";
    public const string MoveToProject = "Move to project";
    public const string TaskActions = "Task actions";
    public const string ToTop = "To the top of its list";
    public const string ToBottom = "To the bottom of its list";
    public const string BoardKeys =
        "Press Space to lift the task, the arrow keys to move it, Space to drop it, Escape to cancel. Enter opens it.";

    public const string Lifted = "{task} lifted. {list}, position {position} of {count}.";
    public const string Moved = "{list}, position {position} of {count}.";
    public const string Dropped = "{task} dropped. {list}, position {position} of {count}.";
    public const string Canceled = "Canceled. {task} stays where it was.";
    public const string NotMoved = "{task} could not be moved.";

    public const string UpdatedAt = "Updated";
    public const string NoGroups = "None";
    public const string GroupBy = "Group by";
    public const string Columns = "Columns";
    public const string Arrange = "Grouping and columns";
    public const string NoPriorityGroup = "No priority";
    public const string NextSevenDays = "Next 7 days";
    public const string LaterOn = "Later";
    public const string NoDueDate = "No due date";
    public const string Days = "Days";
    public const string InCalendar = "Choose in a calendar…";
    public const string SeveralProjects = "These tasks are in several projects, each with lists of its own: move them to one project first (Shift+M).";
    public const string NoSuchDay = "That is no day: try “fri”, “fri 15:00”, “1 dec” or “2026-12-24”.";
    public const string NotUrgent = "Not urgent";
    public const string Pick = "Select";
    public const string PickAll = "Select all that are shown";
    public const string PickNone = "Clear the selection";
    public const string DeletePicked = "Delete the selected tasks";

    public const string MonthNavigation = "Month";
    public const string MonthBefore = "The month before";
    public const string MonthAfter = "The month after";
    public const string ThisMonth = "Today";
    public const string CalendarKeys =
        "Press Space to lift the task, the arrow keys to choose another day, Space to drop it, Escape to cancel. Enter opens it.";

    public const string LiftedDay = "{task} lifted. {day}.";
    public const string DroppedDay = "{task} dropped. {day}.";

    public const string Trash = "Trash";
    public const string TrashText = "A deleted task can be restored for 30 days, with its comments.";
    public const string TrashEmpty = "The trash is empty";
    public const string TrashEmptyText = "Tasks that are deleted wait here for 30 days.";
    public const string Project = "Project";
    public const string DeletedAt = "Deleted";
    public const string KeptUntil = "Gone for good";
    public const string Restore = "Restore";

    public const string Someone = "Someone";
    public const string Show = "Show";
    public const string Hide = "Hide";
    public const string Overwrite = "Overwrite";
    public const string TakeTheirs = "Take theirs";
    public const string UnsavedDescription = "You have written a description that is not saved.";
    public const string NotSavedYet = "This is not saved yet.";
    public const string GoOn = "Go on";
    public const string Discard = "Discard";
    public const string EditedMeanwhile = "changed this meanwhile.";
    public const string ChosenMeanwhile = "The task changed meanwhile; here is what stands there now.";
    public const string NotLoaded = "The tasks could not be read";

    public static string TitleMeanwhile(string now) => $"Meanwhile the title has become “{now}”. What you began instead is not saved yet.";

    public static string CommentsOf(int count) => count == 1 ? "1 comment" : $"{count:N0} comments";

    public static string Picked(int count) => $"{count:N0} selected";

    public static string PickKey(string key) => $"Select {key}";

    public static string Rename(string key) => $"Rename {key}";

    public static string SetDue(string key) => $"Set when {key} is due";

    public static string AssigneeOf(string key, string name) => $"Assignee of {key}: {name}";

    public static string PriorityOf(string key) => $"Priority of {key}:";

    public static string LabelsOf(string key) => $"Labels of {key}:";

    public static string MeNamed(string name) => $"{name} (me)";

    public static string LimitOf(int load, int limit) =>
        $"{load:N0} open, {(load > limit ? "over the" : "of a")} limit of {limit:N0}";

    public static string Changed(IReadOnlyList<long> ids) => ids.Count == 1 ? $"{TaskKey.For(ids[0])} is changed." : $"{ids.Count:N0} tasks are changed.";

    /// <summary>After an undo.</summary>
    public static string TakenBack(long id) => $"{TaskKey.For(id)} is as it was.";

    /// <summary>What an undo left alone.</summary>
    public static string Stayed(IReadOnlyList<long> ids) => ids.Count == 1
        ? $"{TaskKey.For(ids[0])} stays as it is: somebody has changed it since."
        : $"{string.Join(", ", ids.Take(5).Select(TaskKey.For))}{(ids.Count > 5 ? $" and {ids.Count - 5:N0} more" : "")} stay as they are: somebody has changed them since.";

    public static string InTrash(IReadOnlyList<long> ids) => ids.Count == 1 ? $"{TaskKey.For(ids[0])} is in the trash." : $"{ids.Count:N0} tasks are in the trash.";

    public static string NotSaved(string why) => $"Nothing was changed. {why}";

    public static string Undated(int count) => count == 1 ? "One open task has no due date" : $"{count:N0} open tasks have no due date";

    public static string MoreOfDay(int count) => $"{count:N0} more";

    public static string CalendarCut(int shown, int all) => $"The first {shown:N0} of {all:N0} tasks are shown: filter them to see the others.";

    public static string DueThen(string key, string day) => $"{key} is due {(day.Length > 0 && char.IsLetter(day[0]) ? char.ToLowerInvariant(day[0]) + day[1..] : day)}.";

    public static string MenuOf(string key) => $"Actions for {key}";

    public static string CompleteKey(string key) => $"Complete {key}";

    public static string Stays(string key, string why) => $"{key} stays as it was: {why}";

    public static string More(int count) => $"Show more ({count:N0} left)";

    public static string RestoreKey(string key) => $"Restore {key}";

    public static string Restored(string key, string project) => $"{key} is back in {project}.";

    public static string MovedTo(string key, string list) => $"{key} is now in {list}.";

    public static string MovedTo(IReadOnlyList<long> ids, string place) => ids.Count == 1 ? MovedTo(TaskKey.For(ids[0]), place) : $"{ids.Count:N0} tasks are now in {place}.";

    public static string MovedWithin(string key) => $"{key} has a new place.";

    public static string Added(int count) => count == 1 ? "One task is added." : $"{count:N0} tasks are added.";

    public static string NotAdded(int count, string why) =>
        $"{(count == 1 ? "One line is not added and stands" : $"{count:N0} lines are not added and stand")} in the field again: {why}";

    public static string TooManyLines(int most, int more) => $"At most {most:N0} lines become tasks at once; {more:N0} stand in the field again: press Enter to go on.";

    public static string LabelLimit(int length) => $"A label has at most {TaskItem.LabelLength} characters, this one has {length:N0}.";

    public static string RemoveLabel(string label) => $"Remove the label {label}";

    public static string Created(string key) => $"{key} is created.";
}
