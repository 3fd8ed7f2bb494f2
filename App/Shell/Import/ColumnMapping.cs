namespace TaskHub;

/// <summary>What a column of a table is taken for.</summary>
public enum ImportField
{
    None,
    Key,
    Title,
    Description,
    List,
    Person,
    Status,
    Done,
    Priority,
    Urgent,
    Labels,
    Start,
    Due,
    Repeat,
    Steps,
}

/// <summary>Which column of a table says which field of a task.</summary>
public static class ColumnMapping
{
    // As other products, and our own export, call them.
    private static readonly Dictionary<ImportField, string[]> Names = new()
    {
        [ImportField.Key] = ["key", "id", "issue key", "task id", "card id", "external id"],
        [ImportField.Title] = ["title", "name", "task", "task name", "summary", "subject", "card name", "content"],
        [ImportField.Description] = ["description", "notes", "note", "body", "details", "card description", "comment"],
        [ImportField.List] = ["list", "column", "section", "section/column", "stage", "bucket", "list name", "group", "task list"],
        [ImportField.Person] = ["assignee email", "assignee", "assigned to", "owner", "responsible", "members", "person", "assignees"],
        [ImportField.Status] = ["status", "state"],
        [ImportField.Done] = ["done", "completed", "complete", "is done", "is completed", "finished"],
        [ImportField.Priority] = ["priority", "importance"],
        [ImportField.Urgent] = ["urgent"],
        [ImportField.Labels] = ["labels", "label", "tags", "tag", "categories"],
        [ImportField.Start] = ["start on", "start", "start date", "starts"],
        [ImportField.Due] = ["due on", "due", "due date", "deadline", "date", "due at"],
        [ImportField.Repeat] = ["repeat", "recurrence", "repeats"],
        [ImportField.Steps] = ["subtasks", "checklist", "steps", "checklist items"],
    };

    /// <summary>A field for each column of a head, each field at most once: the name that comes first in the lists above wins.</summary>
    public static ImportField[] Guess(IReadOnlyList<string> head)
    {
        var fields = new ImportField[head.Count];
        var called = head.Select(h => h.Replace('_', ' ').Trim().ToLowerInvariant()).ToList();
        foreach (var (field, names) in Names)
        {
            var at = names.Select(n => called.IndexOf(n)).FirstOrDefault(i => i >= 0 && fields[i] == ImportField.None, -1);
            if (at >= 0)
            {
                fields[at] = field;
            }
        }

        return fields;
    }

    /// <summary>The lines of a table as tasks. Labels are separated by commas, semicolons or bars; subtasks stand on lines, <c>[x]</c> before those that are done.</summary>
    public static IReadOnlyList<ImportRow> Rows(CsvTable table, IReadOnlyList<ImportField> fields) => [.. table.Lines.Select(line => Row(line, fields))];

    internal static bool IsYes(string text) => text.Trim().ToLowerInvariant() is "yes" or "true" or "1" or "x" or "done" or "completed" or "✓";

    private static ImportRow Row(CsvLine line, IReadOnlyList<ImportField> fields)
    {
        string Cell(ImportField field) => At(fields, field) is >= 0 and var at ? line.Cells[at] : string.Empty;
        return new ImportRow(line.Number, Cell(ImportField.Key))
        {
            Beyond = line.Beyond,
            Title = Cell(ImportField.Title),
            Description = Cell(ImportField.Description),
            List = Cell(ImportField.List),
            Person = Cell(ImportField.Person),
            Status = IsYes(Cell(ImportField.Done)) ? "done" : Cell(ImportField.Status),
            Priority = Cell(ImportField.Priority),
            Urgent = Cell(ImportField.Urgent),
            Labels = Cell(ImportField.Labels).Split([',', ';', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Start = Cell(ImportField.Start),
            Due = Cell(ImportField.Due),
            Repeat = Cell(ImportField.Repeat),
            Steps = [.. Cell(ImportField.Steps).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(s => Step(s))],
        };
    }

    private static int At(IReadOnlyList<ImportField> fields, ImportField field) => fields.ToList().IndexOf(field);

    private static ImportStep Step(string line) => line switch
    {
        ['[', 'x' or 'X', ']', .. var rest] => new(rest.Trim(), true),
        ['[', ' ', ']', .. var rest] => new(rest.Trim(), false),
        ['-', ' ', .. var rest] => Step(rest),
        _ => new(line, false),
    };
}
