namespace TaskHub;

/// <summary>
/// A project that Todoist exported as CSV: TYPE, CONTENT, DESCRIPTION, PRIORITY, INDENT, AUTHOR, RESPONSIBLE, DATE and more. Sections become
/// lists, indented tasks subtasks of the one above, notes the end of its description; a word with @ in front is a label.
/// </summary>
public static class TodoistFile
{
    public static bool Is(CsvTable table) => table.Head is ["TYPE", "CONTENT", ..] || (table.Head.Contains("TYPE") && table.Head.Contains("CONTENT") && table.Head.Contains("INDENT"));

    public static IReadOnlyList<ImportRow> Rows(CsvTable table)
    {
        var at = table.Head.Select((name, i) => (name, i)).DistinctBy(c => c.name, StringComparer.OrdinalIgnoreCase).ToDictionary(c => c.name, c => c.i, StringComparer.OrdinalIgnoreCase);
        var (rows, section, begun) = (new List<ImportRow>(), string.Empty, false);
        foreach (var line in table.Lines)
        {
            string Cell(string name) => at.TryGetValue(name, out var i) ? line.Cells[i] : string.Empty;
            var content = Cell("CONTENT");
            switch (Cell("TYPE").ToLowerInvariant())
            {
                case "section":
                    (section, begun) = (content, false);
                    break;
                case "note" when begun:
                    rows[^1] = rows[^1] with { Description = ImportText.WithNote(rows[^1].Description, content, Person(Cell("AUTHOR")), Cell("DATE")) };
                    break;
                case "task" when Cell("INDENT") is not ("" or "1") && begun:
                    rows[^1] = WithStep(rows[^1], line.Number, content, Cell);
                    break;
                case "task":
                    rows.Add(Task(line.Number, content, section, Cell));
                    begun = true;
                    break;
                case var other when line.Cells.Any(c => c.Length > 0):
                    rows.Add(new ImportRow(line.Number, string.Empty) { Title = content, NoTask = other == "note" ? ImportText.NoteOfNothing : ImportText.UnknownType(other) });
                    begun = false;
                    break;
            }
        }

        return rows;
    }

    private static ImportRow WithStep(ImportRow task, int number, string content, Func<string, string> cell)
    {
        var (title, labels) = Labeled(content);
        (ImportField Field, string Value)[] more =
        [
            (ImportField.Labels, string.Join(", ", labels)), (ImportField.Due, cell("DATE")), (ImportField.Person, Person(cell("RESPONSIBLE"))), (ImportField.Description, cell("DESCRIPTION")),
        ];
        return task with
        {
            Steps = [.. task.Steps, new ImportStep(title, false)],
            Lost = [.. task.Lost, .. more.Where(m => m.Value.Length > 0).Select(m => (number, m.Field, m.Value))],
        };
    }

    private static ImportRow Task(int number, string content, string section, Func<string, string> cell)
    {
        var (title, labels) = Labeled(content);
        var date = Spelled(cell("DATE"));
        return new ImportRow(number, string.Empty)
        {
            Title = title,
            Labels = labels,
            Description = cell("DESCRIPTION"),
            List = section,
            Person = Person(cell("RESPONSIBLE")),
            Due = date.StartsWith("every", StringComparison.OrdinalIgnoreCase) ? string.Empty : date,
            Repeat = date.StartsWith("every", StringComparison.OrdinalIgnoreCase) ? date : string.Empty,

            // Todoist's 1 is the highest, its 4 none at all.
            Priority = cell("PRIORITY") switch { "1" => "9", "2" => "6", "3" => "3", _ => string.Empty },
        };
    }

    // As Todoist lets people shorten a rule.
    private static string Spelled(string date) => date.ToLowerInvariant() switch
    {
        "daily" => "every day",
        "weekly" => "every week",
        "monthly" => "every month",
        "yearly" => "every year",
        ['e', 'v', ' ', .. var rest] => $"every {rest}",
        _ => date,
    };

    private static (string Title, IReadOnlyList<string> Labels) Labeled(string content)
    {
        var words = content.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var labels = words.Where(w => w.Length > 1 && w[0] == '@').Select(w => w[1..]).ToList();
        return (string.Join(' ', words.Where(w => w.Length < 2 || w[0] != '@')), labels);
    }

    // "Ada Lovelace (1234567)" is how Todoist writes somebody.
    private static string Person(string text) => text.LastIndexOf('(') is > 0 and var at ? text[..at].Trim() : text.Trim();
}
