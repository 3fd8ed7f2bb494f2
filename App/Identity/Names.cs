namespace TaskHub.Identity;

/// <summary>Names of things: one line of text.</summary>
public static class Names
{
    /// <summary>The name without blanks at its ends; a line break or another control character becomes a blank.</summary>
    public static string Tidy(string? name) =>
        name is null ? string.Empty
        : name.AsSpan().IndexOfAnyInRange('\0', '\x1f') < 0 ? name.Trim()
        : string.Concat(name.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
}
