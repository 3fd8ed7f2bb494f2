namespace TaskHub.Tasks;

/// <content>What the labels of a project say.</content>
internal static partial class TasksText
{
    public const string Label = "label";
    public const string LabelComma = "A label has no comma: one stands between two labels.";
    public const string NoSuchColor = "There is no such color.";
    public const string TooManyColors = "The project has as many colored labels as there can be.";

    public const string ManageLabels = "Manage labels…";
    public const string LabelsHelp = "What you change here changes on every task of the project. You can undo it.";
    public const string NoLabels = "No labels yet";
    public const string NoLabelsText = "Type # and a word when you add a task, or write one into the labels of a task.";
    public const string NoColor = "No color";
    public const string LabelName = "Name of the label";
    public const string RenameButton = "Rename";
    public const string MergeButton = "Merge";
    public const string LabelsNotLoaded = "The labels could not be loaded";

    public static string ColorOf(string label, LabelHue? hue) => $"Color of {label}: {(hue is { } one ? one.ToString() : NoColor)}";

    public static string RenameLabel(string label) => $"Rename the label {label}";

    public static string RemoveFromAll(string label, int tasks) => $"Remove the label {label} from {OnTasks(tasks)}";

    public static string OnTasks(int tasks) => tasks == 1 ? "1 task" : $"{tasks:N0} tasks";

    public static string Merges(LabelRow from, LabelRow into) =>
        $"“{into.Name}” exists on {OnTasks(into.Tasks)}: the two become one, and {OnTasks(from.Tasks)} with “{from.Name}” get it instead.";

    public static string LabelRenamed(string from, string to, int tasks) => $"“{from}” is “{to}” now on {OnTasks(tasks)}.";

    public static string LabelRemoved(string label, int tasks) => $"“{label}” is removed from {OnTasks(tasks)}.";

    public static string LabelsStayed(int tasks) => $"Taken back, but {OnTasks(tasks)} stayed: their labels were changed since.";
}
