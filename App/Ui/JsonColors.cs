namespace TaskHub.Ui;

/// <summary>Cuts JSON text into pieces with the style class of each, so that a body is read at a glance.</summary>
internal static class JsonColors
{
    private const string Plain = "{}[],: \t\r\n";

    /// <summary>The pieces in order; joined they are the text again. Text that is not JSON comes out whole, if colorful.</summary>
    public static IEnumerable<(string? Class, string Text)> Of(string json)
    {
        for (var at = 0; at < json.Length;)
        {
            var end = json[at] switch
            {
                '"' => EndOfString(json, at),
                var letter when Plain.Contains(letter) => EndOfRun(json, at, plain: true),
                _ => EndOfRun(json, at, plain: false),
            };
            yield return (Class(json, at, end), json[at..end]);
            at = end;
        }
    }

    private static string? Class(string json, int at, int end) => json[at] switch
    {
        '"' => IsKey(json, end) ? "k" : "s",
        var letter when Plain.Contains(letter) => null,
        '-' or (>= '0' and <= '9') => "n",
        _ => "w",
    };

    private static int EndOfString(string json, int at)
    {
        for (var next = at + 1; next < json.Length; next++)
        {
            if (json[next] == '\\')
            {
                next++;
            }
            else if (json[next] == '"')
            {
                return next + 1;
            }
        }

        return json.Length;
    }

    private static int EndOfRun(string json, int at, bool plain)
    {
        var next = at + 1;
        while (next < json.Length && json[next] != '"' && Plain.Contains(json[next]) == plain)
        {
            next++;
        }

        return next;
    }

    private static bool IsKey(string json, int end)
    {
        while (end < json.Length && char.IsWhiteSpace(json[end]))
        {
            end++;
        }

        return end < json.Length && json[end] == ':';
    }
}
