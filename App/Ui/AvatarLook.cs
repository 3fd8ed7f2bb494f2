using System.Globalization;

namespace TaskHub.Ui;

/// <summary>Initials and color of a name: the same name looks the same on every page and after every restart.</summary>
public static class AvatarLook
{
    private const int Hues = 8;

    /// <summary>First letters of the first and the last word; of a single word its first two letters.</summary>
    public static string Initials(string? name)
    {
        var words = (name ?? "").Split([' ', '.', '-', '_', '@'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0)
        {
            return "?";
        }

        var first = Letter(words[0], 0);
        var second = words.Length > 1 ? Letter(words[^1], 0) : Letter(words[0], first.Length);
        return (first + second).ToUpperInvariant();
    }

    /// <summary>The style class of the name's color. The runtime's own string hash differs between processes, so it is not used.</summary>
    public static string HueClass(string? name)
    {
        var hash = 2166136261u;
        foreach (var letter in name ?? "")
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return string.Create(CultureInfo.InvariantCulture, $"h{(hash ^ (hash >> 15)) % Hues}");
    }

    // A letter may be two chars long (an emoji, an old script), and half of one is not text.
    private static string Letter(string word, int at) => at < word.Length ? StringInfo.GetNextTextElement(word, at) : "";
}
