using System.Globalization;
using TaskHub.Tasks;

namespace TaskHub;

/// <summary>Everything that the import says.</summary>
public static class ImportText
{
    public const int MostTasks = 20_000;
    public const int MostBytes = 10_000_000;

    public const string Import = "Import tasks";
    public const string File = "File";
    public const string Choose = "Choose a file";
    public const string ChooseLead = "Bring tasks from another product or a spreadsheet. You see what will happen before anything does.";
    public const string Formats = "A table (CSV with a line of headings), a Trello board (JSON), or a Todoist project (CSV).";
    public const string Columns = "Columns";
    public const string ColumnsLead = "Say what each column of the file is. Columns that are left out are not imported.";
    public const string Column = "Column";
    public const string Examples = "In the file";
    public const string Becomes = "Becomes";
    public const string Preview = "What will happen";
    public const string FirstTasks = "The first tasks";
    public const string Problems = "Not taken over as it stands";
    public const string Row = "Row";
    public const string Field = "Field";
    public const string Value = "Value";
    public const string Why = "Why, and what happens";
    public const string Download = "All of them as CSV";
    public const string AnotherFile = "Another file";
    public const string OpenProject = "Open the project";
    public const string Undo = "Undo the import";
    public const string DayFirst = "In dates such as 3/4/2026 the day comes first";
    public const string NothingNew = "There is nothing new in this file.";
    public const string ChooseTitle = "Choose which column is the title";
    public const string ChooseTitleText = "Every task needs one: say so above, beside the column that has it.";
    public const string NoHeading = "No heading";
    public const string BeyondHead = "There is no heading above it: it is left out. Is there a separator too much in this row?";
    public const string Reading = "Reading the file…";
    public const string TakesWhat = "Each task is told to the people that it is given to and to the web hooks, as any other new task.";
    public const string Gone = "This import is no longer at hand: choose the file again. What was imported already is recognized and left out.";
    public const string Running = "You can leave this page: the import goes on.";
    public const string Unexpected = "Something went wrong on our side.";
    public const string Unreadable = "The file could not be read to its end: choose it again.";
    public const string NoHead = "The first line must say what the columns are called.";
    /// <summary>A file whose quotes do not match, from a line on where that is known.</summary>
    public static string NotATable(long line) => line > 0
        ? string.Create(CultureInfo.InvariantCulture, $"This file cannot be read as a table: look at the quotes in line {line}. A cell with a quote in it stands in quotes, and has it twice.")
        : "This file cannot be read as a table: look at its quotes.";
    public const string NotText = "This file is not text. Save the spreadsheet as CSV first.";
    public const string NoBoard = "This is not a board that Trello has exported as JSON.";
    public const string NoTitle = "A task needs a title: the row is left out.";
    public const string TitleCut = "Too long for a title: it is cut, and stands whole in the description.";
    public const string NoSuchPerson = "Nobody in this project has this name or email address: the task is for nobody.";
    public const string OnePerson = "A task is for one person: it is for the first of them who is in this project.";
    public const string SeveralPeople = "Several people have this name: the task is for nobody.";
    public const string NoSuchStatus = "Not a status: the task is open.";
    public const string NoSuchPriority = "Not a priority: the task has none.";
    public const string NoDate = "Not a date: the task has none here.";
    public const string SubtaskHasName = "A subtask has only a name here: this is left out.";
    public const string NoteOfNothing = "A note that belongs to no task: it is left out.";
    public const string SameKey = "Another row has this key: it becomes a task of its own.";
    public const string AsTable = "Read it as a plain table";
    public const string AsTodoist = "Read it as a Todoist project";
    public const string NoRule = "Not a rule of repetition that is known here: the task does not repeat.";

    public static readonly string TooMany = string.Create(CultureInfo.InvariantCulture, $"A file may bring {MostTasks:N0} tasks at most: split it.");
    public static readonly string TooLarge = string.Create(CultureInfo.InvariantCulture, $"A file may have {MostBytes / 1_000_000} MB at most.");
    public static readonly string Limits = string.Create(CultureInfo.InvariantCulture, $"Up to {MostBytes / 1_000_000} MB and {MostTasks:N0} tasks.");
    public static readonly string TooManySteps = $"A task has at most {Subtask.MaxOfTask} subtasks: the rest is left out.";
    public static readonly string TooManyLabels = $"A task has at most {TaskItem.MaxLabels} labels: the rest is left out.";

    /// <summary>What a column can become, in the order in which it is offered.</summary>
    public static readonly IReadOnlyList<(ImportField Field, string Name)> Fields =
    [
        (ImportField.None, "Leave out"), (ImportField.Title, "Title"), (ImportField.Description, "Description"), (ImportField.List, "List"),
        (ImportField.Person, "Assignee"), (ImportField.Status, "Status"), (ImportField.Done, "Done (yes or no)"), (ImportField.Priority, "Priority"),
        (ImportField.Urgent, "Urgent (yes or no)"), (ImportField.Labels, "Labels"), (ImportField.Start, "Start date"), (ImportField.Due, "Due date"),
        (ImportField.Repeat, "Repeats"), (ImportField.Steps, "Subtasks, a line each"), (ImportField.Key, "Key, to recognize it again"),
    ];

    public static string NameOf(ImportField field) => Fields.First(f => f.Field == field).Name;

    public static string NameOf(ImportFormat format) => format switch
    {
        ImportFormat.Trello => "Trello board",
        ImportFormat.Todoist => "Todoist project",
        _ => "Table (CSV)",
    };

    public static string UnknownType(string type) => type.Length == 0 ? "The row does not say what it is: it is left out." : $"“{type}” is nothing that is imported: the row is left out.";

    public static string TooManyColumns(int most) => $"A table may have {most} columns at most.";

    public static string NoNewList(string list) => $"There is no such list, and only members of the organization make one: the task goes to {list}.";

    public static string Cut(int longest) => string.Create(CultureInfo.InvariantCulture, $"Longer than {longest:N0} letters: the rest is left out.");

    public static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Tasks(int count) => count == 1 ? "1 task" : $"{Count(count)} tasks";

    public static string Action(int count) => $"Import {Tasks(count)}";

    public static string WillMake(int count) => count == 1 ? "1 task will be made." : $"{Count(count)} tasks will be made.";

    public static string AreHere(int count) => count == 1 ? "1 is in the project already and is left alone." : $"{Count(count)} are in the project already and are left alone.";

    public static string AreLeftOut(int count) => count == 1 ? "1 row is left out." : $"{Count(count)} rows are left out.";

    public static string HaveComments(int count) => count == 1
        ? "The comments of 1 task stand in its description, with who wrote them."
        : $"The comments of {Count(count)} tasks stand in their descriptions, with who wrote them.";

    public static string AreArchived(int count) => count == 1 ? "1 archived card is left out." : $"{Count(count)} archived cards are left out.";

    public static string NewLists(IReadOnlyList<string> lists) => $"New lists: {Some(lists)}.";

    public static string NewLabels(IReadOnlyList<string> labels) => $"New labels: {Some(labels)}.";

    public static string Progress(int made, int all) => $"{Count(made)} of {Count(all)}";

    public static string Imported(int made, string project) => $"{Tasks(made)} imported into {project}.";

    public static string Stopped(int made, int all) => $"Stopped: {Count(made)} of {Tasks(all)} were imported. Import the same file again to go on.";

    public static string Failed(int made, string why) => $"{why} {Tasks(made)} imported before that stay; import the file again to go on.";

    public static string Undone(int count) => $"{Tasks(count)} went to the trash.";

    public static string Undoing(int done, int all) => $"Undoing: {Progress(done, all)}";

    public static string Steps(int done, int all) => $"{Count(done)} of {Count(all)} subtasks";

    public static string MoreProblems(int more) => $"and {Count(more)} more";

    /// <summary>A description with what somebody said about it at its end.</summary>
    public const string NoteMark = "> **";

    public static string WithNote(string description, string note, string by, string at) => note.Trim().Length == 0
        ? description
        : $"{description.TrimEnd()}\n\n{NoteMark}{(by.Length > 0 ? by : "Comment")}**{(at.Length >= 10 ? $", {at[..10]}" : string.Empty)}:\n> {note.Trim().ReplaceLineEndings("\n").Replace("\n", "\n> ", StringComparison.Ordinal)}".TrimStart();

    private static string Some(IReadOnlyList<string> names) =>
        names.Count <= 8 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(8))} {MoreProblems(names.Count - 8)}";
}
