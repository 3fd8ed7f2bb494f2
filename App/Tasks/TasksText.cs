namespace TaskHub.Tasks;

/// <summary>What this room says to people.</summary>
internal static partial class TasksText
{
    public const string Task = "task";
    public const string Subtask = "subtask";
    public const string View = "view";
    public const string TooManyViews = "You have as many views of this project as there can be; delete one first.";
    public const string MayNotShare = "External members keep views for themselves only.";
    public const string ViewTooLong = "This view is too long to be saved.";
    public static readonly string ViewNameTooLong = $"A name has at most {SavedView.NameLength} characters.";
    public const string UnknownTask = "No task found with the given id";
    public const string ProjectRequired = "A project is required.";
    public const string UnknownProject = "No project found with the given id";
    public const string OtherOrganization = "A task stays in its organization.";
    public const string OtherList = "The project has no task list with the given id";
    public const string Assignee = "Nobody with the given id sees this project";
    public const string NameRequired = "A name is required.";
    public const string Priority = "A priority is a whole number from 0 to 10.";
    public const string Position = "A position is a whole number from 1.";
    public const string LabelEmpty = "A label is not empty.";
    public const string BeforeTask = "The task list has no task with the given id";

    public static readonly string DateBeyond = FormattableString.Invariant($"A date lies between {TaskItem.Earliest:yyyy-MM-dd} and {TaskItem.Latest:yyyy-MM-dd}.");
    public static readonly string NameTooLong = $"A name has at most {TaskItem.NameLength} characters.";
    public static readonly string DescriptionTooLong = $"A description has at most {TaskItem.DescriptionLength:N0} characters.";
    public static readonly string TooManySubtasks = $"A task has at most {Tasks.Subtask.MaxOfTask} subtasks.";
    public static readonly string TooManyLabels = $"A task has at most {TaskItem.MaxLabels} labels.";
    public static readonly string LabelTooLong = $"A label has at most {TaskItem.LabelLength} characters.";

    public static string TooManyAtOnce(int most) => $"At most {most:N0} tasks can be changed at once.";

    public static string ChangedBy(string? name) => $"{name ?? "Someone"} changed this task since you opened it.";
}
