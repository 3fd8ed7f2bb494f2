namespace TaskHub.Configuration;

/// <summary>
/// A value of the configuration that cannot be used. Its message is the one line that the operator reads before the
/// program stops: the full key, what was expected and, unless it is a secret, what stands there.
/// </summary>
public sealed class ConfigurationException : Exception
{
    /// <param name="key">The full key, such as <c>TaskHub:Webhooks:DisableAfter</c>.</param>
    /// <param name="problem">What is wrong with it, such as <c>must be a whole number</c>. Never repeat a secret in it.</param>
    public ConfigurationException(string key, string problem)
        : base($"{key}: {OneLine(problem)}") => Key = key;

    /// <summary>The same, followed by the value that stands there: <c>key: problem, but is "value"</c>.</summary>
    public ConfigurationException(string key, string problem, string? value)
        : this(key, $"{problem}, but is \"{value}\"")
    {
    }

    /// <summary>The full key of the value that cannot be used.</summary>
    public string Key { get; }

    // A value with a line break in it would make two lines of one, and a very long one would hide the key.
    private static string OneLine(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length <= 300 ? line : string.Concat(line.AsSpan(0, 300), "…");
    }
}
