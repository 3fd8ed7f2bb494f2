namespace TaskHub;

/// <summary>A line of a checklist.</summary>
public sealed record ImportStep(string Name, bool IsDone);

/// <summary>One task as its file says it, in words that have not been understood yet.</summary>
/// <param name="Number">Where it stands in the file: the line of a table, the number of a card.</param>
/// <param name="Key">What the file knows it by; empty when it has no name for it.</param>
public sealed record ImportRow(int Number, string Key)
{
    public string Title { get; init; } = string.Empty;
    public string Description { get; init; } = string.Empty;

    /// <summary>The list, section or column that it stands in.</summary>
    public string List { get; init; } = string.Empty;

    /// <summary>A name or an email address.</summary>
    public string Person { get; init; } = string.Empty;

    public string Status { get; init; } = string.Empty;
    public string Priority { get; init; } = string.Empty;
    public string Urgent { get; init; } = string.Empty;
    public string Due { get; init; } = string.Empty;
    public string Start { get; init; } = string.Empty;
    public string Repeat { get; init; } = string.Empty;
    public IReadOnlyList<string> Labels { get; init; } = [];
    public IReadOnlyList<ImportStep> Steps { get; init; } = [];

    /// <summary>What the file says in this place and no task of ours can hold, with the line where it stands.</summary>
    public IReadOnlyList<(int Number, ImportField Field, string Value)> Lost { get; init; } = [];

    /// <summary>What stands in columns that have no heading.</summary>
    public string Beyond { get; init; } = string.Empty;

    /// <summary>Why the row is no task; empty for all that are.</summary>
    public string NoTask { get; init; } = string.Empty;
}

/// <summary>What can be imported.</summary>
public enum ImportFormat
{
    Csv,
    Trello,
    Todoist,
}

/// <summary>A file that is no file of the kind that it was taken for.</summary>
public sealed class ImportException(string message) : Exception(message);
