using System.Globalization;

namespace TaskHub.Tasks;

/// <summary>How people call a task: <c>TH-42</c>.</summary>
public static class TaskKey
{
    private const string Prefix = "TH-";

    public static string For(long id) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{id}");

    /// <summary>The id in <c>TH-42</c>, <c>th-42</c>, <c>#42</c> or <c>42</c>; null when it is none of these.</summary>
    public static long? TryParse(string text)
    {
        var digits = text.AsSpan().Trim();
        if (digits.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            digits = digits[Prefix.Length..];
        }
        else if (digits is ['#', ..])
        {
            digits = digits[1..];
        }

        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
    }

    /// <summary>The id in <c>TH-42</c>, written just so; null for anything else.</summary>
    public static long? Own(string text) => TryParse(text) is { } id && For(id) == text ? id : null;
}
