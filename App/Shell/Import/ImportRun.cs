namespace TaskHub;

/// <summary>How far an import is.</summary>
public enum ImportState
{
    /// <summary>The file has been read; nothing has been made.</summary>
    Ready,
    Running,
    Done,
    Stopped,
    Failed,
    Undoing,
    Undone,
}

/// <summary>One file on its way into a project. It lives in memory: the keys of the tasks let it be begun anew at any time.</summary>
public sealed class ImportRun(long userId, long projectId, string fileName, ImportFormat format, CsvTable? table, IReadOnlyList<ImportRow> rows, int archived)
{
    private volatile bool asked;
    private IReadOnlyList<ImportRow>? read;

    /// <summary>Nobody can guess it; it stands in the address of the page.</summary>
    public string Ticket { get; } = Guid.NewGuid().ToString("N");

    public long UserId => userId;
    public long ProjectId => projectId;
    public string FileName => fileName;

    /// <summary>What it is read as.</summary>
    public ImportFormat Format { get; private set; } = format;

    /// <summary>The table, where the file is one whose columns are to be named.</summary>
    public CsvTable? Table => table;

    /// <summary>Cards that their board has put away.</summary>
    public int Archived => archived;

    public ImportField[] Columns { get; } = table is not null ? ColumnMapping.Guess(table.Head) : [];

    public IReadOnlyList<ImportRow> Rows => Format == ImportFormat.Csv ? read ??= ColumnMapping.Rows(table!, Columns) : rows;

    /// <summary>No column says what the tasks are called.</summary>
    public bool LacksTitle => Format == ImportFormat.Csv && !Columns.Contains(ImportField.Title);

    public ImportPlan? Plan { get; set; }
    public ImportState State { get; private set; }

    /// <summary>How many tasks have been made, or taken back.</summary>
    public int Moved { get; private set; }

    /// <summary>What stopped it.</summary>
    public string Why { get; private set; } = string.Empty;

    /// <summary>The tasks that it made.</summary>
    public List<long> Made { get; } = [];

    /// <summary>It is to stop after what it has in hand.</summary>
    public bool IsAskedToStop => asked;

    public bool IsUnderWay => State is ImportState.Running or ImportState.Undoing;

    /// <summary>Called when it has moved.</summary>
    public event Action? Changed;

    /// <summary>Says what a column is. A field comes from one column.</summary>
    public void Take(int column, ImportField field)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            Columns[i] = i == column ? field : Columns[i] == field ? ImportField.None : Columns[i];
        }

        read = null;
    }

    /// <summary>A table that looks like a Todoist project can be read as a plain one, and back.</summary>
    public bool CanBeEither { get; } = table is not null && format == ImportFormat.Todoist;

    public void ReadAs(ImportFormat other)
    {
        if (CanBeEither && State == ImportState.Ready)
        {
            Format = other;
        }
    }

    public void Stop() => asked = true;

    public void Move(ImportState state, int moved, string why = "")
    {
        (State, Moved, Why) = (state, moved, why);
        Changed?.Invoke();
    }
}
