namespace TaskHub.Tasks;

/// <content>What subtasks, dates in words, repetition and templates say.</content>
internal static partial class TasksText
{
    public const string Subtasks = "Subtasks";
    public const string SubtaskName = "Subtask";
    public const string AddSubtask = "Add a subtask";
    public const string MoveUp = "Move up";
    public const string MoveDown = "Move down";
    public const string ToTask = "Make it a task";
    public const string DeleteSubtask = "Delete subtask";

    public const string EndOfWeek = "End of the week";
    public const string NextWeek = "Next week";
    public const string InTwoWeeks = "In two weeks";
    public const string DayExamples = "fri 15:00, +3d, 1 dec…";

    public const string Repeat = "Repeats";
    public const string NoRepeat = "Does not repeat";
    public const string OtherRule = "Another rule…";
    public const string RuleInWords = "The rule in words";
    public const string RuleExample = "every mon, thu";
    public const string Coming = "Next:";
    public const string SkipOne = "Skip this one";
    public const string NoSuchRule = "This is no rule. Try “every 2 weeks on mon, thu”, “every month on the last fri” or “3 days after completion”.";

    public const string Template = "template";
    public const string FromTemplate = "Template";
    public const string NoTemplate = "None";
    public const string TooManyTemplates = "The project has as many templates as there can be; delete one first.";

    public static string DeleteTemplate(string name) => $"Delete the template “{name}”";

    public static string WithSteps(IReadOnlyList<string> steps) => $"With {steps.Count} subtasks: {string.Join(", ", steps.Take(5))}{(steps.Count > 5 ? "…" : "")}";

    public static string DateInWords(string field) => $"{field} in words";

    public static string NoDayInWords(string words) => $"“{words}” is no date. Try “fri”, “fri 15:00”, “in 3 weeks”, “1 dec” or “2026-12-01”.";

    public static string NextTask(string key) => $"Its next one is {key}";

    public static string SubtaskDeleted(string name) => $"“{name}” is deleted.";

    public static string BecameTask(string key) => $"It is {key} now.";
}
