namespace TaskHub.Tasks;

/// <summary>The colors that a label can have: the hues of app.css, by their numbers there.</summary>
public enum LabelHue
{
    Indigo = 0,
    Green = 1,
    Orange = 2,
    Pink = 3,
    Cyan = 4,
    Purple = 5,
    Red = 6,
    Olive = 7,
}

/// <summary>The color of a label in one project. A label itself is nothing but a name on tasks.</summary>
public sealed class LabelColor
{
    public long ProjectId { get; init; }
    public required string Name { get; init; }
    public LabelHue Hue { get; set; }
}

/// <summary>The colors of a project's labels, by their names; upper and lower case are one, as they are among the labels of a task.</summary>
public sealed class LabelColors(IEnumerable<LabelColor> colors)
{
    private readonly Dictionary<string, LabelHue> hues =
        colors.GroupBy(c => c.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(c => c.Key, c => c.First().Hue, StringComparer.OrdinalIgnoreCase);

    /// <summary>The class that colors what says the label; null where it has no color.</summary>
    public string? Of(string label) => hues.TryGetValue(label, out var hue) ? ClassOf(hue) : null;

    public static string? ClassOf(LabelHue? hue) => hue is { } one ? $"h{(int)one}" : null;

    public bool Same(LabelColors? other) =>
        other is not null && hues.Count == other.hues.Count && hues.All(h => other.hues.TryGetValue(h.Key, out var hue) && hue == h.Value);
}
