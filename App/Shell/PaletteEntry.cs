namespace TaskHub;

/// <summary>The headings of the palette.</summary>
public enum PaletteKind
{
    Recent,
    OfTask,
    Task,
    Project,
    Page,
    Person,
    Action,
    Comment,
    Search,
}

/// <summary>Something that the palette offers: a place to go to, or something to do.</summary>
/// <param name="Kind">Under which heading.</param>
/// <param name="Text">What it is called.</param>
/// <param name="Icon">Its sign.</param>
public sealed record PaletteEntry(PaletteKind Kind, string Text, string Icon)
{
    /// <summary>Where it leads.</summary>
    public string? Href { get; init; }

    /// <summary>The single keys that do it: the page is told as if they were pressed.</summary>
    public string? Keys { get; init; }

    /// <summary>The theme that it chooses.</summary>
    public string? Theme { get; init; }

    /// <summary>The task that it assigns to the reader.</summary>
    public long? Takes { get; init; }

    /// <summary>What stands before the text: the key of a task.</summary>
    public string? Mark { get; init; }

    /// <summary>What stands after it, more quietly: the project of a task.</summary>
    public string? Beside { get; init; }

    /// <summary>Other words by which people look for it.</summary>
    public string Words { get; init; } = string.Empty;

    /// <summary>How what is typed fits it.</summary>
    public FuzzyMatch Match { get; init; } = new(0, []);
}
